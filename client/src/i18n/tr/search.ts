import type { search as english } from '../en/search';

export const search: Record<keyof typeof english, string> = {
  'search.title': 'Mesajlarda ara',
  'search.placeholder': 'Sözcükler, "bir ifade", from:, in:, has:link',
  'search.results': 'Bulunan mesajlar',
  'search.hint':
    'Üç harften itibaren sözcüğün herhangi bir parçası, iki harfle başlangıcı, bir adres, bir "ifade"; -sözcük dışarıda bırakır. Süzgeçler daraltır:',
  'search.filters': 'Süzgeçler',
  'search.recent': 'Daha önce arananlar',
  'search.problem': '{filter} için bildiği bir değer gerekir; gün 2026-01-31 biçiminde yazılır.',
  'search.values': '{filter} şunları bilir: {values}.',
  'search.none': 'Bir şey bulunamadı. Daha az sözcükle veya süzgeçsiz deneyin.',
  'search.noneShort':
    'Bir şey bulunamadı. İki harf sözcük başlangıçlarını, tek harf yalnız duran harfi bulur.',
  'search.more': 'Daha eskileri göster',
  'search.partial': 'Bakılacak çok şey vardı. Bir sözcük veya süzgeç daha eklerseniz fazlası bulunur.',
  'search.building': 'Eski mesajlar hâlâ alınıyor: bazıları eksik olabilir.',
  'search.count': '{count, plural, =0 {Bir şey bulunamadı} other {# mesaj bulundu}}',
  'search.edited': '(düzenlendi)',
  'search.otherRoom': 'Başka bir oda',
  'command.search': 'Mesajlarda ara',
  'command.searchFor': 'Mesajlarda “{text}” ara',
  'shortcuts.search': 'Mesajlarda ara',
  'rooms.search': 'Bu odada ara',
};
