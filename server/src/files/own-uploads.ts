import { Injectable } from '@nestjs/common';
import type { Attachment } from '@chatket/contract';
import { FilesRepository } from './files.repository.js';

/** What people have uploaded, and sent nowhere yet. */
@Injectable()
export class OwnUploads {
  constructor(private readonly files: FilesRepository) {}

  /** Those of some that are theirs and complete, by their ids; whatever else is named is left out. */
  async find(ownerId: string, ids: readonly string[]): Promise<Map<string, Attachment>> {
    if (ids.length === 0) return new Map();
    const files = await this.files.findComplete(ids, ownerId);
    return new Map(files.map((file) => [file.id, file]));
  }
}
