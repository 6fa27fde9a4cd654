declare module 'virtual:emoji-data' {
  /** Emoji, name, group, shortcodes, other words; the last two separated by spaces. */
  const rows: [emoji: string, name: string, group: number, shortcodes: string, words: string][];
  export default rows;
}
