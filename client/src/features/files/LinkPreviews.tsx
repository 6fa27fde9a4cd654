import { decide, type LinkPreview, type Message } from '@chatket/contract';
import { safeHref } from '@chatket/contract/links';
import { useState } from 'react';
import { useStore } from 'zustand';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { shortened } from '../../lib/shortened';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import { fileUrl, placeholderOf } from './picture';
import { useFilesCookie } from '../../api/use-files-cookie';

const UNDO_MS = 8_000;

/** What pages say that a message links to. */
export function LinkPreviews({ message }: { message: Message }) {
  const { me, rooms, roles } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  const authorRole = useStore(roles, ({ byRoom }) => byRoom[message.roomId]?.[message.sender.id] ?? null);
  const { isAnswered: has } = useFilesCookie();
  const isOwn = message.sender.id === me.id;
  const { role = 0, kind } = room ?? {};
  const mayRemove =
    room !== undefined &&
    kind !== undefined &&
    decide('showPreview', { role, kind, isOwn, authorRole }).isAllowed;
  const show = useShow(message);
  return (
    <div className="mt-1 flex max-w-full flex-col gap-1">
      {message.previews?.map((preview) => (
        <Card
          key={preview.id}
          preview={preview}
          isReadable={has}
          onRemove={mayRemove ? (row) => void show(preview, false, row) : undefined}
        />
      ))}
    </div>
  );
}

/** Takes one away, with a way back, and brings it back. */
function useShow({ roomId, messageId }: Message) {
  const { t } = useLocale();
  const { ask } = useRealtime();
  const { toasts } = usePageStores();
  return async function show(preview: LinkPreview, on: boolean, row?: HTMLElement | null): Promise<void> {
    const answer = await ask('preview:show', { roomId, messageId, previewId: preview.id, on });
    if (!answer?.success)
      toasts.actions.show(
        explain(new ApiError({ code: answer?.code ?? 'OFFLINE', message: answer?.error ?? '' })),
      );
    else if (!on) {
      // The button that was pressed goes with the preview.
      row?.focus({ preventScroll: true });
      toasts.actions.show(t('preview.removed'), {
        name: t('preview.undo'),
        forMs: UNDO_MS,
        run: () => void show(preview, true),
      });
    }
  };
}

/** So much of a name fits beside others on a small screen; the card itself has all of it. */
const PLACE_MAX = 24;

interface CardProps {
  preview: LinkPreview;
  /** This browser may ask for its picture. */
  isReadable: boolean;
  onRemove: ((row: HTMLElement | null) => void) | undefined;
}

/** As high as every other, whatever it says, before its picture is there and after. */
function Card({ preview, isReadable, onRemove }: CardProps) {
  const { t } = useLocale();
  const { id, url, title, description, siteName, picture } = preview;
  const href = safeHref(url);
  const [isThere, setIsThere] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  if (href === undefined) return null;
  const place = siteName ?? new URL(href).host;
  return (
    <div
      role="group"
      aria-label={t('preview.of', { title, place })}
      className="relative h-22 w-110 max-w-full rounded-lg border border-line bg-surface-1"
    >
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="flex size-full overflow-hidden rounded-lg hover:bg-surface-2"
      >
        {picture && !isBroken && (
          <span
            className="block w-22 shrink-0 border-e border-line bg-surface-2"
            style={isThere ? undefined : placeholderOf(picture)}
          >
            {isReadable && (
              <img
                src={fileUrl(id)}
                alt=""
                loading="lazy"
                decoding="async"
                onLoad={() => setIsThere(true)}
                onError={() => setIsBroken(true)}
                className="size-full object-cover"
              />
            )}
          </span>
        )}
        <span
          className={`flex min-w-0 flex-1 flex-col justify-center ps-3 ${onRemove ? 'pe-10 pointer-coarse:pe-13' : 'pe-3'}`}
        >
          <bdi className="block truncate text-12 text-quiet">{place}</bdi>
          <bdi className="line-clamp-2 text-15 font-medium wrap-anywhere">{title}</bdi>
          {description && <bdi className="block truncate text-13 text-quiet">{description}</bdi>}
        </span>
      </a>
      {onRemove && (
        <span className="absolute end-1 top-1">
          <IconButton
            isSmall
            place="below-end"
            label={t('preview.remove', { place: shortened(place, PLACE_MAX) })}
            onClick={({ currentTarget }) => onRemove(currentTarget.closest<HTMLElement>('[data-message]'))}
          >
            <CloseIcon />
          </IconButton>
        </span>
      )}
    </div>
  );
}
