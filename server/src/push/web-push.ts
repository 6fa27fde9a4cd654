/** The library, loaded when something is pushed for the first time: most of a server's life it is not needed. */
export async function loadWebPush() {
  return (await import('web-push')).default;
}
