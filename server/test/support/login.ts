import type { RequestCodeAnswer } from '@chatket/contract';
import request from 'supertest';

/** The two requests of a login. @param home tells which server they go to unless a test names another one */
export function loginRequests(home: () => string) {
  const requestCode = (body: object | string, url = home()) =>
    request(url).post('/api/auth/request-code').type('json').send(body);
  return {
    requestCode,
    verifyCode: (body: object | string, url = home()) =>
      request(url).post('/api/auth/verify-code').type('json').send(body),
    newCode: async (username: string): Promise<string> => {
      const response = await requestCode({ username }).expect(201);
      return (response.body as Required<RequestCodeAnswer>).code;
    },
  };
}
