import type { common as english } from '../en/common';

export const common: Record<keyof typeof english, string> = {
  'common.cancel': 'Vazgeç',
  'common.close': 'Kapat',
  'common.retry': 'Yeniden dene',
  'time.today': 'Bugün',
  'time.yesterday': 'Dün',
  'time.yesterdayAt': 'Dün {time}',
  'error.unknown': 'Bir sorun oluştu. Lütfen yeniden deneyin.',
  'error.offline': 'Sunucuya ulaşılamıyor. Bağlantınızı denetleyip yeniden deneyin.',
  'error.tooMany': 'Çok fazla deneme yaptınız. Lütfen biraz bekleyin.',
  'error.tooManyFor': 'Çok fazla deneme yaptınız. Lütfen {seconds, plural, other {# saniye}} bekleyin.',
  'error.server': 'Sunucuda şu anda bir sorun var. Lütfen birazdan yeniden deneyin.',
  'error.notMember': 'Artık bu odanın üyesi değilsiniz.',
  'error.roomNotFound': 'Bu oda artık yok.',
  'error.invalid': 'Burada kabul edilmeyen bir şey var. Lütfen değiştirip yeniden deneyin.',
};
