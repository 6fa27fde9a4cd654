import { useStore } from 'zustand';
import { useLocale, type MessageId, type Translate } from '../../i18n';
import { isApple } from '../../lib';
import { usePageStores } from '../../store';
import { Kbd } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { MESSAGE_KEYS } from './message-keys';
import { SECTIONS, type Keys } from './table';

interface Row {
  name: MessageId;
  keys: readonly Keys[];
}

/** All shortcuts at a glance. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const sendWith = useStore(usePageStores().preferences, (state) => state.sendWith);
  const enter: Keys = { key: 'Enter' };
  const isEnter = sendWith === 'enter';
  const conversation: Row[] = [
    { name: 'shortcuts.send', keys: [isEnter ? enter : { ...enter, command: true }] },
    { name: 'shortcuts.newLine', keys: [isEnter ? { ...enter, shift: true } : enter] },
    { name: 'shortcuts.commands', keys: [{ key: '/' }] },
    { name: 'shortcuts.messages', keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }] },
    { name: 'shortcuts.actions', keys: [{ key: 'ArrowRight' }] },
    { name: 'shortcuts.editLast', keys: [{ key: 'ArrowUp' }] },
    ...Object.entries(MESSAGE_KEYS).map(([key, name]) => ({
      name,
      keys: [{ key: key === 'delete' ? 'Delete' : key }],
    })),
  ];

  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose} isWide>
      <div className="gap-x-8 gap-y-5 sm:columns-2">
        {SECTIONS.map(({ title, shortcuts }) => (
          <Section
            key={title}
            title={t(title)}
            rows={shortcuts.map(({ name, keys }) => ({ name, keys: [keys] }))}
          />
        ))}
        <Section title={t('shortcuts.conversation')} rows={conversation} />
      </div>
    </Dialog>
  );
}

function Section({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useLocale();
  return (
    <section aria-label={title} className="mb-5 break-inside-avoid">
      <h3 className="mb-1 text-12 font-medium text-quiet">{title}</h3>
      <dl className="divide-y divide-line">
        {rows.map(({ name, keys }) => (
          <div key={name} className="flex min-h-9 items-center justify-between gap-4 py-1 text-13">
            <dt>{t(name)}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((press) => (
                <Kbd key={press.key}>{spell(press, t)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const SIGNS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

function spell({ key, command, alt, shift }: Keys, t: Translate): string {
  const parts = [
    command && (isApple() ? '⌘' : t('key.ctrl')),
    alt && (isApple() ? '⌥' : t('key.alt')),
    shift && (isApple() ? '⇧' : t('key.shift')),
    nameOf(key, t),
  ];
  return parts.filter(Boolean).join(' ');
}

function nameOf(key: string, t: Translate): string {
  if (key === 'Enter') return t('key.enter');
  if (key === 'Escape') return t('key.escape');
  if (key === 'Delete') return t('key.delete');
  return SIGNS[key] ?? key.toUpperCase();
}
