import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import { describeSocketEvents } from './socket-docs.js';
import { VERSION } from './version.js';

const INTRODUCTION = `
Self-hosted real-time chat. Ask for a code, trade it for a token, press **Authorize** and paste the token; everything
else needs it. Failing answers all look like \`RestErrorDto\`; switch on \`code\`, never on the text.
`;

/** Serves the documentation of REST and of the socket at \`/docs/\`, and as JSON at \`/docs-json\`. */
export function setUpDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createDocument(app), {
    customSiteTitle: 'ChatKet API',
    swaggerOptions: { persistAuthorization: true },
  });
}

function createDocument(app: INestApplication): ReturnType<typeof SwaggerModule.createDocument> {
  const config = new DocumentBuilder()
    .setTitle('ChatKet')
    .setVersion(VERSION)
    .setDescription(`${INTRODUCTION}\n${describeSocketEvents()}`)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  return Object.assign(SwaggerModule.createDocument(app, config), { 'x-socket-events': SOCKET_EVENTS });
}
