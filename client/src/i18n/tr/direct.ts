import type { direct as english } from '../en/direct';

export const direct: Record<keyof typeof english, string> = {
  'direct.to': 'Bir ad yazın',
  'direct.open': 'Aç',
  'direct.takeOut': '{name} kişisini çıkar',
  'direct.full': 'Bir grupta sizden başka en çok {count} kişi olabilir.',
  'direct.failed': 'Kişiler aranamadı. Yeniden yazın.',
  'direct.notesToSelf': 'kendinize notlar',
  'direct.add': 'Kişi ekle',
  'direct.addTitle': 'Kişi ekle',
  'direct.addHint':
    'Yeni kişilerle başka bir grup açılır. Burada söylenenler burada kalır: gelenler onları görmez.',
  'direct.notReached': 'Seçtiğiniz kişilerden bazıları sizden mesaj almıyor.',
  'direct.close': 'Konuşmayı kapat',
  'direct.closed': '{room} kapatıldı. Bir sonraki mesajla geri gelir.',
  'direct.here': '{count} kişiden {here} kişi burada',
  'direct.write': 'Mesaj yaz',
  'direct.empty': '{name} ile konuşmanız burada başlıyor',
  'direct.emptyHint': 'Yalnızca yukarıda adı geçenler okuyabilir. İlk mesajınızla birlikte görürler.',
  'direct.emptyNotes': 'Kendinize notlar',
  'direct.emptyNotesHint': 'Başka kimse okuyamaz.',
};
