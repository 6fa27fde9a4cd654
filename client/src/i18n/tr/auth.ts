import type { auth as english } from '../en/auth';

export const auth: Record<keyof typeof english, string> = {
  'auth.title': 'Giriş',
  'auth.about': 'Bu sunucudaki kişilerle odalarda sohbet',
  'auth.server': 'Sunucu: {host}',
  'auth.name': 'Adınız',
  'auth.nameHint': 'İlk kez mi geldiniz? Bir ad seçin, sizin olsun.',
  'auth.continue': 'Devam',
  'auth.demo':
    'Deneme kipi: giriş kodları isteyen herkese gösterilir, yani herkes herkesin adıyla girebilir.',
  'auth.askOperator': 'Giriş için bu sunucuyu işleten kişiden bir kod almanız gerekecek.',
  'auth.byMail':
    'Hesabınızın bir e-posta adresi varsa giriş kodunuz oraya gelir; yoksa bu sunucuyu işleten kişiden alırsınız.',
  'auth.codeInLog': 'Kod bu sunucunun günlüğünde: sunucuyu işleten kişiye sorun.',
  'auth.codeFor': '{name} için gelen kodu girin.',
  'auth.code': 'Kod',
  'auth.demoCode': 'Deneme kodunuz: {code}',
  'auth.fillIn': 'Doldur',
  'auth.logIn': 'Giriş yap',
  'auth.otherName': 'Başka bir ad kullan',
  'auth.newCode': 'Yeni kod',
  'auth.nameMissing': 'Devam etmek için bir ad yazın.',
  'auth.nameTooShort': 'En az {count, plural, other {# karakter}} yazın.',
  'auth.nameTooLong': 'En fazla {count, plural, other {# karakter}} yazın.',
  'auth.nameReserved': 'Bu ad burada kullanılamaz. Başka bir ad seçin.',
  'auth.nameLetters': 'Yalnızca a-z arası harfler, rakamlar, nokta, tire ve alt çizgi kullanılabilir.',
  'app.sessionOver':
    'Oturumunuz sona erdi. Yeniden giriş yapın: taslaklarınız ve gönderilmemiş mesajlarınız burada duruyor.',
};
