import type { account as english } from '../en/account';

export const account: Record<keyof typeof english, string> = {
  'account.connecting': 'Bağlanılıyor',
  'account.menu': 'Ayarlar',
  'account.deleted': 'Silinmiş hesap',
  'account.guest': 'misafir',
  'account.bot': 'bot',
  'account.keepName': 'Kendi adınızı alın',
};
