import type { commands as english } from '../en/commands';

export const commands: Record<keyof typeof english, string> = {
  'command.list': 'Komutlar',
  'command.unknown': '/{name} diye bir komut yok. Yazdıkların duruyor.',
  'command.sendAnyway': 'Metin olarak gönder',
  'command.missing': 'Bir şey eksik: {what}',
  'command.me.usage': 'ne yaptığın',
  'command.me.hint': 'Ne yaptığını söyle',
  'command.shrug.usage': 'metin',
  'command.shrug.hint': 'Omuz silk',
  'command.topic.usage': 'yeni konu',
  'command.topic.hint': 'Odanın konusunu değiştir',
  'command.topic.done': 'Konu değişti.',
  'command.invite.usage': '@ad',
  'command.invite.hint': 'Odaya birini getir',
  'command.invite.nobody': '{name} adında biri yok.',
  'command.poll.usage': 'soru',
  'command.poll.hint': 'İnsanlara seçtir',
  'command.mute.hint': 'Bu odadan bildirim gelmesin',
  'command.mute.done': 'Bu oda artık sana bildirim göndermiyor.',
  'command.unmute.hint': 'Bu odadaki her şey bildirilsin',
  'command.unmute.done': 'Bu oda sana her şeyi bildiriyor.',
};
