import type { pins as english } from '../en/pins';

export const pins: Record<keyof typeof english, string> = {
  'rooms.pins': 'Sabitlenen mesajlar',
  'pin.add': 'Herkes için sabitle',
  'pin.remove': 'Sabitlemeyi kaldır',
  'pin.by': 'Sabitleyen: {name}',
  'pin.title': 'Sabitlenen mesajlar',
  'pin.close': 'Sabitlenen mesajları kapat',
  'pin.none': 'Burada sabitlenmiş mesaj yok',
  'pin.noneHint': 'Sabitlenen mesajları odadaki herkes burada bulur.',
  'pin.jump': '{name} adlı kişinin mesajına git: {text}',
  'pin.loadFailed': 'Sabitlenen mesajlar yüklenemedi.',
  'pin.failed': 'Sabitleme iletilemedi: {reason}',
  'line.pinned': '{by} {message} sabitledi',
  'line.aMessage': 'bir mesajı',
};
