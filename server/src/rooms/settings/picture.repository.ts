import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../../prisma/index.js';

/** Whose the pictures of rooms are. */
@Injectable()
export class PictureRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Looks up Room_picture_key. */
  async roomOf(key: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      'room-of-picture',
      'SELECT r.id FROM "Room" r WHERE r.picture = $1',
      [key],
    );
    return row?.id;
  }
}
