import { codePointLength, LIMITS } from '@chatket/contract';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { PictureOver } from '../../people';
import { PictureField } from '../../people/more';
import { useChatStores } from '../../store';
import { TextArea } from '../../ui/TextArea';
import { TextField } from '../../ui/TextField';
import { IconField } from './IconField';
import { useProblemText } from './problem-text';
import type { RoomForm } from './use-room-form';
import { WhyNot } from './WhyNot';

const SPARE_FROM = 50;

/** Name, icon, topic and description. */
export function GeneralPage({ form: { room, form, set, problems, refusal } }: { form: RoomForm }) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const api = useMoreApi();
  const problemText = useProblemText();
  const canConfigure = refusal('configure') === undefined;
  const canDescribe = refusal('describe') === undefined;
  const spare = LIMITS.roomTopicMax - codePointLength(form.topic.trim());

  return (
    <>
      <WhyNot
        refusal={refusal('configure')}
        text={canDescribe ? 'roomSettings.topicOnly' : 'roomSettings.onlyAdmins'}
      />
      <TextField
        label={t('rooms.name')}
        dir="auto"
        autoComplete="off"
        value={form.name}
        disabled={!canConfigure}
        error={problemText(problems.name)}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextField
        label={t('roomSettings.topic')}
        dir="auto"
        autoComplete="off"
        value={form.topic}
        disabled={!canDescribe}
        error={problemText(problems.topic)}
        hint={spare < SPARE_FROM ? t('rooms.nameSpare', { count: spare }) : t('roomSettings.topicHint')}
        onChange={(event) => set('topic', event.target.value)}
      />
      <PictureField
        label={t('picture.ofRoom')}
        hint={t('picture.ofRoomHint')}
        hasPicture={room.picture !== undefined}
        isDisabled={!canConfigure}
        onSet={async (picture) => rooms.actions.upsert(await api.setRoomPicture(room.id, picture))}
        onRemove={async () => rooms.actions.upsert(await api.removeRoomPicture(room.id))}
      >
        <span className="relative grid size-12 place-items-center rounded-xl bg-surface-2 text-18 text-quiet">
          {form.icon || '#'}
          <PictureOver picture={room.picture} />
        </span>
      </PictureField>
      <IconField
        value={form.icon}
        isDisabled={!canConfigure}
        error={problemText(problems.icon)}
        onChange={(icon) => set('icon', icon)}
      />
      <TextArea
        label={t('roomSettings.description')}
        value={form.description}
        disabled={!canConfigure}
        error={problemText(problems.description)}
        onChange={(event) => set('description', event.target.value)}
      />
    </>
  );
}
