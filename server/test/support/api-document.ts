import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import request from 'supertest';

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
}

export interface Operation {
  /** Such as `GET /api/rooms/{id}`. */
  name: string;
  method: string;
  path: string;
  isOpen: boolean;
  parameters: { name: string; in: 'path' | 'query'; required?: boolean }[];
  bodyFields: string[];
  statuses: number[];
}

interface Document {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema> };
}
interface DocumentedOperation {
  security?: object[];
  parameters?: Operation['parameters'];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** The documentation of REST, as what requests are made from and answers are held to. */
export class ApiDocument {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });

  private constructor(private readonly document: Document) {
    // What is not documented must not be sent.
    for (const schema of Object.values(document.components.schemas)) {
      if (schema.properties) schema.additionalProperties = false;
    }
    ajvFormats.default(this.ajv);
    this.ajv.addSchema(document, 'api');
  }

  static async of(url: string): Promise<ApiDocument> {
    const { body } = await request(url).get('/docs-json').expect(200);
    return new ApiDocument(body as Document);
  }

  operations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security, parameters = [], requestBody, responses }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        isOpen: security === undefined,
        parameters,
        bodyFields: this.fieldsOf(requestBody?.content['application/json']?.schema),
        statuses: Object.keys(responses).map(Number),
      })),
    );
  }

  /** What is wrong with the body of an answer: nothing when it is as the documentation has it. */
  faults({ method, path }: Operation, status: number, body: unknown): string[] {
    const pointer = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      'application/json',
    ];
    const { content } = this.document.paths[path]?.[method.toLowerCase()]?.responses[status] ?? {};
    if (!content) return body === '' ? [] : ['a body that is not documented'];
    const validate = this.validator([...pointer, 'schema']);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  }

  /** What is wrong with the body of a failing answer. */
  refusalFaults(body: unknown): string[] {
    const validate = this.validator(['components', 'schemas', 'RestErrorDto']);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  }

  private validator(pointer: string[]): ValidateFunction {
    const escaped = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const validate = this.ajv.getSchema(`api#/${escaped.join('/')}`);
    if (!validate) throw new Error(`nothing documented at ${pointer.join(' ')}`);
    return validate;
  }

  private fieldsOf(schema: Schema | undefined): string[] {
    const name = schema?.$ref?.split('/').at(-1);
    return name === undefined ? [] : Object.keys(this.document.components.schemas[name]?.properties ?? {});
  }
}
