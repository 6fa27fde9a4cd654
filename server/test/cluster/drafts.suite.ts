import { expect, it } from '@jest/globals';
import type { DraftSave, SharedDraft } from '@chatket/contract';
import { Drafts } from '../../src/drafts/drafts.js';
import type { TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { callerWith, guests } from '../support/rest.js';

/** What two processes do about what is half written: as one does. */
export function describeDrafts(two: () => { here: TestApp; there: TestApp; alice: Person }): void {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();

  /** Somebody with a device at each, in a room. */
  async function scene() {
    const { here, there, alice } = two();
    const [carol] = (await guests(here, 1)) as [Person];
    const room = await here.people.createRoom(alice);
    await here.people.join(carol, room.id);
    const [phone, laptop] = [await here.people.connectLog(carol), await there.people.connectLog(carol)];
    const save = (draft: Partial<DraftSave>): DraftSave => ({
      ...{ roomId: room.id, text: '', at: at(0), rev: 0 },
      ...draft,
    });
    /** Everything is written, that of the first process last. @returns the list as each of them has it */
    const settled = async () => {
      for (const { app } of [there, here]) await app.get(Drafts).onModuleDestroy();
      const lists = [];
      for (const { url } of [here, there]) {
        const { body } = await callerWith(url, carol.token).get('/api/drafts').expect(200);
        lists.push(body as SharedDraft[]);
      }
      expect(lists[1]).toEqual(lists[0]);
      return lists[0];
    };
    return { phone, laptop, save, settled };
  }

  it('end a draft for good that was written at the other one a moment ago', async () => {
    const { phone, laptop, save, settled } = await scene();
    const { draft } = await phone.tell('draft:save', save({ text: 'half a thought', at: at(1) }));
    await laptop.next('draft:changed');
    const { draft: ended } = await laptop.tell('draft:save', save({ at: at(2), rev: draft.rev }));
    expect(ended).toMatchObject({ text: '', rev: draft.rev + 1 });
    expect(await phone.next('draft:changed')).toEqual(ended);
    expect(await settled()).toEqual([]);
  });

  it('lose neither of two texts that were written beside each other', async () => {
    const { phone, laptop, save, settled } = await scene();
    await Promise.all([
      phone.tell('draft:save', save({ text: 'on the phone', at: at(1) })),
      laptop.tell('draft:save', save({ text: 'on the laptop', at: at(2) })),
    ]);
    const [draft, ...others] = (await settled()) ?? [];
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      ...{ text: 'on the laptop', rev: 2, other: { text: 'on the phone', at: at(1) } },
    });
  });

  it('keep the last of what one of them was told, whichever device tells the other one', async () => {
    const { phone, laptop, save, settled } = await scene();
    let rev = 0;
    for (let round = 1; round <= 6; round += 1) {
      const device = round % 2 === 0 ? phone : laptop;
      const { draft } = await device.tell(
        'draft:save',
        save({ text: `text ${String(round)}`, at: at(round), rev }),
      );
      expect(draft).toMatchObject({ rev: round });
      ({ rev } = draft);
    }
    expect(await settled()).toMatchObject([{ text: 'text 6', rev: 6 }]);
  });
}
