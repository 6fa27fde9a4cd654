import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { Along, AttachButton, type AlongProps } from '../../features/files';
import { useChatStores } from '../../store';

const NONE: AlongProps['files'] = [];

/** What goes with what is written in a place: files, or a voice message in place of it. */
export function useAttachments(place: Pick<AlongProps, 'roomId' | 'draftKey' | 'answering' | 'onSpoken'>) {
  const { draftFiles } = useChatStores();
  const files = useStore(draftFiles, (all) => all[place.draftKey]) ?? NONE;
  const onChange = (chosen: AlongProps['files']) => draftFiles.setState({ [place.draftKey]: chosen });
  const [isSpeaking, speak] = useState(false);
  const along = { ...place, files, onChange, isSpeaking, speak };
  return {
    files: files.length > 0 ? files : undefined,
    clear: () => onChange([]),
    head: (isSpeaking || files.length > 0) && <Along {...along} />,
    attach: (
      <Suspense fallback={<div className="size-9 max-md:size-11" />}>
        <AttachButton {...along} />
      </Suspense>
    ),
  };
}
