import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import express from 'express';
import { ErrorFilter } from './error.filter.js';

it('an answer that fails on its way is broken off: nobody takes the half for the whole', async () => {
  Logger.overrideLogger(false);
  const app = express();
  app.get('/', (request, response) => {
    response.write('half of ');
    new ErrorFilter().answer(new Error('the rest cannot be read'), request, response);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(fetch(`http://127.0.0.1:${String(port)}/`).then((answer) => answer.text())).rejects.toThrow();
  server.close();
});
