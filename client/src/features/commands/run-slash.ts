import { explain } from '../../api/explain';
import { currentLocale } from '../../i18n';
import type { PageStores } from '../../store';
import './built-in';
import { meaningOf } from './parse';
import { commandNamed, type CommandContext } from './registry';

const OFFER_MS = 10_000;

interface Deed extends CommandContext {
  /** As it was typed, without white space around it. */
  text: string;
  toasts: PageStores['toasts'];
  /** Sends a text of the composer, which is emptied where that still stands in it. */
  send: (text: string) => void;
  /** Asks what can be chosen. `onAsked` when that is done. */
  openPoll: (poll: { question: string; onAsked: () => void }) => void;
  /** Asks what belongs to a thing that is done with the room. */
  openTask: (task: 'leave') => void;
  go: (path: string) => void;
  /** Empties the composer, where the text still stands in it. */
  clear: () => void;
}

/** Does what a text says that begins with a slash. What was not done stays in the composer, and is not sent. */
export async function runSlash({ text, toasts, clear, ...deed }: Deed): Promise<void> {
  const { t } = currentLocale();
  const meaning = meaningOf(text);
  if (meaning.kind === 'text') return deed.send(meaning.text);
  const command = commandNamed(meaning.name, deed);
  if (!command) {
    const offer = { name: t('command.sendAnyway'), forMs: OFFER_MS, run: () => deed.send(text) };
    return toasts.actions.show(t('command.unknown', { name: meaning.name }), offer);
  }
  try {
    const outcome = await command.run(meaning.rest, deed);
    if ('refused' in outcome) return toasts.actions.show(outcome.refused);
    if ('send' in outcome) return deed.send(outcome.send);
    if ('poll' in outcome) return deed.openPoll({ question: outcome.poll, onAsked: clear });
    clear();
    if ('go' in outcome) deed.go(outcome.go);
    else if ('task' in outcome) deed.openTask(outcome.task);
    else toasts.actions.show(outcome.said);
  } catch (error) {
    toasts.actions.show(explain(error));
  }
}
