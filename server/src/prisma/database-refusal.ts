/** Why the server does not start with this database: a sentence for whoever runs it, shown without a stack. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
}
