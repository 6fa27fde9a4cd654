/** What is written is for something that is there already. */
export interface ComposerTask {
  /** Under which the drafts keep it. */
  draftKey: string;
  label: string;
  sendLabel: string;
  onSend: (text: string) => void;
}
