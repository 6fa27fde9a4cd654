export default async function globalTeardown() {
  await globalThis.chatketTestPostgres?.stop();
}
