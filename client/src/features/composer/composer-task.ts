/** What is written is for something that is there already. */
export interface ComposerTask {
  /** Under which the drafts keep it. */
  draftKey: string;
  label: string;
  sendLabel: string;
  onSend: (text: string) => void;
  /** It is new, and said in a thread, or in its room as well. Missing: it changes what is there. */
  place?: 'thread' | 'both';
}
