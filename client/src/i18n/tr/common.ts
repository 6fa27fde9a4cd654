import type { common as english } from '../en/common';

export const common: Record<keyof typeof english, string> = {
  'common.cancel': 'Vazgeç',
  'common.close': 'Kapat',
  'common.retry': 'Yeniden dene',
  'time.today': 'Bugün',
  'time.yesterday': 'Dün',
  'time.yesterdayAt': 'Dün {time}',
};
