import { Injectable } from '@nestjs/common';
import type { Connection } from './connection.js';

type Greeting = (connection: Connection) => void;

/** What a connection is told before anything else, so that nobody misses what began while they were away. */
@Injectable()
export class Greetings {
  private readonly greetings: Greeting[] = [];

  /** Asked for every new connection but plain ones; it answers at once. */
  add(greeting: Greeting): void {
    this.greetings.push(greeting);
  }

  greet(connection: Connection): void {
    for (const greeting of this.greetings) greeting(connection);
  }
}
