import { withTexts } from '../../i18n';

/** The code that changes messages, with its texts: fetched when somebody first wants it. */
export const loadEditing = async () => (await withTexts(import('./create-editing'))).createEditing;
