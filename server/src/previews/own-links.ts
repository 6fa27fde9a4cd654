import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { linksIn, type PreviewLink } from './links-in.js';

/** Which links of a text this server asks for previews. */
@Injectable()
export class OwnLinks {
  private readonly own: string[];

  constructor(private readonly config: Config) {
    const origins = [config.get('PUBLIC_URL') ?? [], config.get('ALLOWED_ORIGINS')].flat();
    this.own = origins.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin).host);
  }

  in(text: string): PreviewLink[] {
    return linksIn(text, { own: this.own, allowed: this.config.testHosts });
  }
}
