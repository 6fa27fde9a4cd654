import type { files as en } from '../en/files';

export const files: Record<keyof typeof en, string> = {
  'files.attach': 'Dosya ekle',
  'files.chosen': 'Seçilen dosyalar',
  'files.remove': '{name} dosyasını çıkar',
  'files.download': '{name} dosyasını indir',
  'files.tooMany': 'Bir mesaj {max, plural, one {# dosya} other {# dosya}} alır.',
  'files.empty': '{name} boş olduğundan gönderilemez.',
  'files.of': '{count, plural, one {# dosya} other {# dosya}}',
  'files.uploading': '{name}: %{percent} yüklendi',
  'files.waiting': '{name}: yüklenmeyi bekliyor',
  'files.cancel': 'Vazgeç',
  'files.open': '{name} dosyasını aç',
  'files.missing': 'Bu dosya gösterilemiyor.',
};
