import { useLocale } from '../../i18n';
import type { Problem } from './form';

/** What is wrong with a field, in words. */
export function useProblemText() {
  const { t, number } = useLocale();
  return (problem: Problem | undefined): string | undefined => {
    switch (problem?.kind) {
      case 'tooLong':
        return t('rooms.nameTooLong', { count: problem.max });
      case 'range':
        return t('roomSettings.range', { min: number(problem.min), max: number(problem.max) });
      case 'refused':
        return t('roomSettings.refused');
      case undefined:
        return undefined;
    }
  };
}
