import type { oidc as english } from '../en/oidc';

export const oidc: Record<keyof typeof english, string> = {
  'oidc.failed': 'Tek oturum açma başarısız oldu. Yeniden deneyin.',
  'oidc.away':
    'Tek oturum açmaya şu anda ulaşılamıyor. Birazdan yeniden deneyin ya da başka bir yolla giriş yapın.',
  'oidc.noAccount':
    'Burada henüz hesabınız yok ve tek oturum açma ile hesap oluşturulmuyor. Bu sunucuyu işletenlere sorun.',
  'oidc.notFresh':
    'Tek oturum açma burada kimliğinizi az önce kanıtladığınızı bildirmiyor; istediğiniz işlem için bu gerekli. Varsa başka bir yolla girin: geçiş anahtarı, kod ya da parola. Ya da yeniden giriş yapıp onsuz devam edin.',
  'oidc.noAuthTime':
    'Sağlayıcı, kişinin kimliğini ne zaman kanıtladığını bildirmiyor (`auth_time`). Hesabı değiştiren işlemler son dakikalarda yapılmış bir giriş ister: bu kişilere başka bir giriş yolu ya da ikinci adım gerekir.',
  'oidc.notAllowed': 'Tek oturum açmanız buraya girmenize izin vermiyor. Bu sunucuyu işletenlere sorun.',
  'oidc.taken': 'Tek oturum açma burada başka bir hesabı ya da bu hesabı başka biri olarak tanıyor.',
  'oidc.hint': 'Başka yerdeki hesabınızla giriş yapın.',
  'oidc.known': 'Bu hesabı {label} olarak açar. Son kullanım {when}.',
  'oidc.unused': 'Bu hesabı {label} olarak açar.',
  'oidc.link': '{name} bağla',
  'oidc.unlink': 'Bağlantıyı kes',
  'oidc.linked': '{name} artık bu hesabı açıyor.',
  'oidc.unlinked': '{name} artık bu hesabı açmıyor.',
  'oidc.test': 'Girişi dene',
  'oidc.testHint':
    'Sağlayıcının sizin için ne söylediğini ve bundan ne çıkacağını gösterir. Kimse giriş yapmaz.',
  'oidc.testResult': 'Denemenin sonucu',
  'oidc.rule.known': '{name} olarak giriş yapılırdı: sağlayıcı bu hesabı tanıyor.',
  'oidc.rule.address': 'Doğrulanmış adresi bu olan {name} olarak giriş yapılır ve bu hatırlanırdı.',
  'oidc.rule.new': '{name} adında yeni bir hesap oluşturulurdu.',
  'oidc.rule.refused': 'Kimse içeri alınmazdı: {why}',
  'oidc.role': 'Bu sunucuda: {role}.',
  'oidc.claims': 'Sağlayıcının söyledikleri',
  'oidc.problem': 'Protokolün sözleriyle:',
};
