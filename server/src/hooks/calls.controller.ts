import { Controller, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HOOK_ANSWERS } from '@chatket/contract';
import type { Request, Response } from 'express';
import { Public } from '../http/index.js';
import { CallHook, type HookReply } from './call-hook.js';

/** Where programs send to: its address is its login, and its answers are texts, as of Slack. */
@ApiExcludeController()
@Controller('hooks/:id/:secret')
export class HookCallsController {
  constructor(private readonly calls: CallHook) {}

  @Public()
  @Post()
  async call(
    @Param('id') id: string,
    @Param('secret') secret: string,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body: unknown = request.body;
    const isForm = request.is('application/x-www-form-urlencoded') !== false;
    answer(
      response,
      await this.calls.run({ id, secret, key, isForm, body: typeof body === 'string' ? body : '' }),
    );
  }
}

function answer(response: Response, { answer: text, retryAfterMs }: HookReply): void {
  if (retryAfterMs !== undefined)
    response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  response
    .status(text === 'ok' ? 200 : HOOK_ANSWERS[text])
    .type('text/plain')
    .send(text);
}
