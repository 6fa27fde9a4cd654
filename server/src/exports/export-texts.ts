import type { ExportLanguage } from '@chatket/contract';
import { en } from './texts/en.js';
import { tr } from './texts/tr.js';
import type { ExportTexts } from './texts/export-texts.js';

/** By language. */
export const EXPORT_TEXTS: Record<ExportLanguage, ExportTexts> = { en, tr };
