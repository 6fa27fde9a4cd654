import type { blocks as english } from '../en/blocks';

export const blocks: Record<keyof typeof english, string> = {
  'blocks.folded': 'Engellediğiniz birinden {count, plural, other {# mesaj}}',
  'blocks.show': 'Göster',
  'blocks.block': 'Engelle',
  'blocks.unblock': 'Engeli kaldır',
  'blocks.unblockOf': '{name} için engeli kaldır',
  'blocks.hint': 'Size doğrudan yazamaz, yazdıkları gizlenir. Bundan haberi olmaz.',
  'blocks.blocked': '{name} engellendi.',
  'blocks.unblocked': '{name} artık engelli değil.',
  'blocks.undo': 'Geri al',
  'blocks.title': 'Engellenen kişiler',
  'blocks.none': 'Kimseyi engellemediniz.',
};
