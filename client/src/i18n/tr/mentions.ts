import type { mentions as english } from '../en/mentions';

export const mentions: Record<keyof typeof english, string> = {
  'mentions.suggestions': 'Anılabilecek kişiler',
  'mentions.absent': 'bu odada değil',
  'mentions.all': 'bu odadaki herkes',
  'mentions.here': 'şu anda burada olan herkes',
  'mentions.notHere': '{name} bu odada değil.',
  'mentions.notHereAdd': '{name} bu odada değil. Eklensin mi?',
  'mentions.add': 'Ekle',
  'mentions.added': '{name} artık odada',
  'mentions.you': 'Sizi anıyor',
  'mentions.personOf': '{name}: kim olduğunu göster',
  'mentions.title': 'Anmalar',
  'mentions.none': 'Henüz kimse sizi anmadı',
  'mentions.noneHint':
    'Adının, @all veya @here sözlerinin ve anahtar kelimelerinin geçtiği mesajlar burada listelenir.',
  'mentions.loadFailed': 'Anmalar yüklenemedi.',
  'mentions.more': 'Daha eski anmalar',
  'mentions.jump': 'Mesaja git',
  'mentions.byKeyword': 'anahtar kelime',
  'mentions.keywords': 'Anahtar kelimeler',
  'mentions.keywordsHint':
    'Tüm odalarınızda haberdar olmak istediğiniz kelimeler, her satıra bir tane, en fazla {count}. Başka kimse görmez.',
  'mentions.keywordsSave': 'Anahtar kelimeleri kaydet',
  'mentions.keywordsSaved': 'Anahtar kelimeler kaydedildi',
  'mentions.keywordsTooMany': 'En fazla {count} kelime.',
  'mentions.keywordTooLong': 'Bir anahtar kelime en fazla {count} karakter olabilir.',
  'pending.confirm': 'aynı anda {count} kişiye sesleniyor',
  'pending.confirmMany': 'aynı anda çok kişiye sesleniyor',
  'pending.tellAll': 'Herkese gönder',
};
