/** A browser that goes from page to page and keeps the cookies of every host by name. */
export class VisitingBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** One request, without following where it leads. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(header)) jar.delete(name);
      else jar.set(name, pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }

  /** Follows redirects until a page comes, or until one leads to a place. @returns where it stands then, and what came */
  async goTo(
    start: string,
    until: (url: URL) => boolean = () => false,
  ): Promise<{ url: string; page: string }> {
    let url = start;
    for (let hops = 0; hops < 15; hops += 1) {
      if (until(new URL(url))) return { url, page: '' };
      const response = await this.ask(url);
      const next = response.headers.get('location');
      if (next === null) return { url, page: await response.text() };
      url = new URL(next, url).href;
    }
    throw new Error(`no end of redirects at ${url}`);
  }

  /** Fills in the one form of a page. @returns where that leads */
  async submit(at: string, fields: Record<string, string>): Promise<string> {
    const response = await this.ask(at, { method: 'POST', body: new URLSearchParams(fields) });
    return new URL(response.headers.get('location') ?? '', at).href;
  }

  cookies(host: string): string {
    return [...(this.jars.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same cookies, as whoever has copied them. */
  copy(): VisitingBrowser {
    const other = new VisitingBrowser();
    for (const [host, jar] of this.jars) other.jars.set(host, new Map(jar));
    return other;
  }
}
