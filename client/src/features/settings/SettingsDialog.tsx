import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { LANGUAGES, useLocale, type LanguageCode, type MessageId } from '../../i18n';
import { isApple } from '../../lib';
import { usePageStores, type Preferences } from '../../store';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { BlockedPeople } from './BlockedPeople';
import { SectionedDialog } from './SectionedDialog';
import { THEMES } from './themes';

/** Each in its own language: whoever is lost finds the way back. */
const LANGUAGE_NAMES: Record<LanguageCode, string> = { en: 'English', tr: 'Türkçe', pseudo: 'Pseudo' };

const DENSITIES = {
  comfortable: 'settings.density.comfortable',
  compact: 'settings.density.compact',
} as const satisfies Record<Preferences['density'], MessageId>;

const CLOCKS = {
  system: 'settings.clock.system',
  h12: 'settings.clock.h12',
  h23: 'settings.clock.h23',
} as const satisfies Record<Preferences['clock'], MessageId>;

interface SettingsDialogProps {
  /** Lets the person hear what a notification sounds like. */
  onListen: () => void;
  /** What I tell of myself; guests tell nothing. */
  profile?: ReactNode;
  /** What others learn of what I do. */
  privacy: ReactNode;
  /** How I log in; nothing for guests, who do not. */
  security?: ReactNode;
  /** Where I am logged in. */
  devices: ReactNode;
  /** What programs log in with. */
  programs?: ReactNode;
  /** My name, and the end of my account; nothing for guests. */
  account?: ReactNode;
  onClose: () => void;
  /** Where the words stand that somebody wants to be told of. */
  keywords?: ReactNode;
}

/** How this browser shows the product, and whom I do not want to hear. Every choice holds at once. */
export function SettingsDialog({
  onListen,
  profile,
  privacy,
  security,
  devices,
  programs,
  account,
  onClose,
  keywords,
}: SettingsDialogProps) {
  const { t, code } = useLocale();
  const { preferences } = usePageStores();
  const chosen = useStore(preferences);
  const { choose } = preferences.actions;
  const languages: readonly LanguageCode[] = code === 'pseudo' ? [...LANGUAGES, 'pseudo'] : LANGUAGES;

  const look = (
    <>
      <Segmented
        label={t('settings.theme')}
        value={chosen.theme}
        options={THEMES.map(({ name, ...option }) => ({ ...option, label: t(name) }))}
        onChange={(theme) => choose('theme', theme)}
      />
      <Segmented
        label={t('settings.density')}
        value={chosen.density}
        options={optionsOf(DENSITIES, t)}
        onChange={(density) => choose('density', density)}
      />
      <Segmented
        label={t('settings.clock')}
        value={chosen.clock}
        options={optionsOf(CLOCKS, t)}
        onChange={(clock) => choose('clock', clock)}
      />
      <Segmented
        label={t('settings.language')}
        value={chosen.language}
        options={[
          { value: 'system', label: t('settings.language.system') },
          ...languages.map((value) => ({
            value,
            label: LANGUAGE_NAMES[value],
            lang: value === 'pseudo' ? 'en' : value,
          })),
        ]}
        onChange={(language) => choose('language', language)}
      />
    </>
  );
  const messages = (
    <>
      <Segmented
        label={t('settings.sendWith')}
        value={chosen.sendWith}
        options={[
          { value: 'enter', label: t('settings.sendWith.enter') },
          {
            value: 'ctrl-enter',
            label: t('settings.sendWith.ctrlEnter', { key: isApple() ? '⌘' : t('key.ctrl') }),
          },
        ]}
        hint={t(
          chosen.sendWith === 'enter' ? 'settings.sendWith.enterHint' : 'settings.sendWith.ctrlEnterHint',
        )}
        onChange={(sendWith) => choose('sendWith', sendWith)}
      />
      <Switch
        label={t('settings.sound')}
        hint={t('settings.soundHint')}
        isOn={chosen.sound === 'on'}
        onChange={(isOn) => {
          choose('sound', isOn ? 'on' : 'off');
          if (isOn) onListen();
        }}
      />
      {keywords}
    </>
  );
  const hidden = (
    <>
      {privacy}
      <BlockedPeople />
    </>
  );
  const sections = [
    { id: 'profile', title: t('profile.title'), content: profile },
    { id: 'look', title: t('settings.look'), content: look },
    { id: 'messages', title: t('settings.messages'), content: messages },
    { id: 'privacy', title: t('privacy.title'), content: hidden },
    { id: 'security', title: t('security.title'), content: security },
    { id: 'devices', title: t('devices.title'), content: devices },
    { id: 'programs', title: t('programs.title'), content: programs },
    { id: 'account', title: t('settings.account'), content: account },
  ];

  return (
    <SectionedDialog
      title={t('settings.title')}
      sections={sections.filter(({ content }) => content !== undefined)}
      onClose={onClose}
    />
  );
}

function optionsOf<Value extends string>(names: Record<Value, MessageId>, t: (id: MessageId) => string) {
  return (Object.keys(names) as Value[]).map((value) => ({ value, label: t(names[value]) }));
}
