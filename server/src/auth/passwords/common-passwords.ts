/**
 * What is guessed first, of ten characters and more, and words that are made that long by digits and signs at their end:
 * these are looked up without them. Lower case.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  password passwort parola sifre contraseña motdepasse senha wachtwoord passwd passw0rd p@ssword p@ssw0rd pa$$word
  passwordpassword password123password mypassword yourpassword newpassword oldpassword thepassword password1password
  qwerty qwertyuiop qwertyuiopasdf qwertzuiop azertyuiop asdfghjkl asdfghjklm zxcvbnm zxcvbnmasdf poiuytrewq
  qwerty123456 qwertyqwerty qwerty12345 qwer1234qwer asdfasdfasdf asdf1234asdf 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
  1qazxsw23edc qazwsxedcrfv qazwsxedc zaq12wsx zaq1zaq1zaq1 q1w2e3r4t5y6 q1w2e3r4t5 1a2b3c4d5e a1b2c3d4e5 1q2w3e4r5t6y7u
  0987654321 1234512345 123123123123 1231231231 123321123321 1122334455 11223344556677 9876543210 12345678910
  12345678901 123456789012 1234567890123 123456123456 1234554321 0123456789 1029384756 1357924680 2468101214 123456789a
  a123456789 a1234567890 aa123456789 abc123456789 abcd1234567 123456789q 123456789abc abc1234567 abcd123456 abc123abc123
  letmein letmeinnow letmeinplease welcome welcomehome welcomeback iloveyou iloveyousomuch iloveyouforever ilovemyself
  ilovemyfamily ilovegod iloveme iloveyoubaby sunshine moonshine princess football basketball baseball volleyball
  superman spiderman batman wonderwoman supernatural starwars startrek pokemon minecraft dragonball dragon monkey master
  michelle jennifer jessica ashley michael christopher alexander elizabeth charlotte stephanie nicholas jonathan
  benjamin butterfly strawberry chocolate watermelon pineapple cheesecake mashedpotato blink182blink182
  administrator admin administrador adminadmin superuser rootroot supervisor manager guestguest testtest testtesttest
  testing testpassword default defaultpassword changeme changemenow changeit pleasechangeme secret topsecret secretsecret
  opensesame whatever whateveryousay trustno1trustno1 nothing nopassword donttellanyone fuckyou fuckyoufuckyou motherfucker
  computer internet facebook instagram linkedin microsoft windows google youtube samsung chatket chatketchatket
  liverpool liverpoolfc manchester manchesterunited arsenal chelsea barcelona realmadrid juventus galatasaray fenerbahce
  besiktas trabzonspor istanbul fenerbahçe beşiktaş seniseviyorum seniçokseviyorum canimbenim canımbenim askimaskim
  hallohallo ichliebedich schatzschatz jetaime jetaimetoujours teamomucho tequieromucho amoremio
  correcthorsebatterystaple thequickbrownfox loremipsum abcdefghij abcdefghijk abcdefghijkl abcdefghijklm
  january february march april august september october november december summer winter spring autumn monday
  tuesday wednesday thursday friday saturday sunday hello helloworld hellohello helloworldhello goodmorning
  `
    .split(/\s+/)
    .filter(Boolean),
);
