import {
  codePointLength,
  REGISTRATIONS,
  SERVER_SETTINGS_LIMITS,
  type ServerSettings,
} from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { Switch } from '../../ui/Switch';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { InvitesPart } from './InvitesPart';
import { OidcTestPart } from './OidcTestPart';
import { useServerApi } from './server-api';
import { useDeeds } from './use-deeds';

const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** What the server is called, and who may make an account. */
export function SettingsPart() {
  const { t } = useLocale();
  const api = useServerApi();
  const { loaded, retry } = useLoaded(api.settings);

  if (loaded.state === 'ready')
    return (
      <>
        <SettingsForm known={loaded.value} />
        <InvitesPart />
        <OidcTestPart />
      </>
    );
  if (loaded.state === 'failed') return <ErrorNote onRetry={retry}>{t('server.failed')}</ErrorNote>;
  return (
    <Loading label={t('server.page.settings')}>
      <Skeleton className="mt-3 h-3 w-64" />
    </Loading>
  );
}

function SettingsForm({ known }: { known: ServerSettings }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const [name, setName] = useState(known.name ?? '');
  const [icon, setIcon] = useState(known.icon ?? '');
  const [registration, setRegistration] = useState(known.registration);
  const [domains, setDomains] = useState(known.domains.join(', '));
  const [linkPreviews, setLinkPreviews] = useState(known.linkPreviews);
  const [isBusy, setIsBusy] = useState(false);
  const isTooLong = codePointLength(name.trim()) > SERVER_SETTINGS_LIMITS.nameMax;
  const isNoEmoji = icon.trim() !== '' && !ONE_EMOJI.test(icon.trim());

  async function save() {
    setIsBusy(true);
    const wanted = {
      name: name.trim() || null,
      icon: icon.trim() || null,
      registration,
      domains: domains.split(/[\s,]+/).filter(Boolean),
      linkPreviews,
    };
    await tell(api.setSettings(wanted), t('server.settings.saved'));
    setIsBusy(false);
  }

  return (
    <form
      className="max-w-110 space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTooLong && !isNoEmoji) void save();
      }}
    >
      <TextField
        label={t('server.settings.name')}
        hint={t('server.settings.nameHint')}
        error={isTooLong ? t('server.reasonTooLong', { count: SERVER_SETTINGS_LIMITS.nameMax }) : undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('server.settings.icon')}
        error={isNoEmoji ? t('server.settings.noEmoji') : undefined}
        value={icon}
        onChange={(event) => setIcon(event.target.value)}
      />
      <SelectField
        label={t('server.registration')}
        hint={t(`server.registration.${registration}Hint`)}
        value={registration}
        options={REGISTRATIONS.map((value) => ({ value, label: t(`server.registration.${value}`) }))}
        onChange={setRegistration}
      />
      {registration === 'domains' && (
        <TextField
          label={t('server.registration.domainList')}
          autoCapitalize="none"
          spellCheck={false}
          value={domains}
          onChange={(event) => setDomains(event.target.value)}
        />
      )}
      <Switch
        label={t('server.settings.previews')}
        hint={t('server.settings.previewsHint')}
        isOn={linkPreviews}
        onChange={setLinkPreviews}
      />
      <Button type="submit" look="primary" isBusy={isBusy} disabled={isTooLong || isNoEmoji}>
        {t('server.settings.save')}
      </Button>
    </form>
  );
}
