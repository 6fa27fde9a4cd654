import type { Attachment } from '@chatket/contract';
import { Suspense } from 'react';
import { later } from '../../lib';
import type { Answering } from '../../realtime';
import { ChosenFiles } from './ChosenFiles';

const VoiceRecorder = later(async () => (await import('./voice/VoiceRecorder')).VoiceRecorder);

/** What goes with what is written: files, or a voice message in place of it. */
export interface AlongProps {
  roomId: string;
  /** Under which the drafts keep what is written there. */
  draftKey: string;
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
  /** Somebody speaks, or would like to. */
  isSpeaking: boolean;
  speak: (isSpeaking: boolean) => void;
  /** What is said with a voice message. */
  answering: Answering;
  /** One was sent. */
  onSpoken: () => void;
}

/** It, above the field. */
export function Along(props: AlongProps) {
  const { roomId, draftKey, files, onChange, isSpeaking, speak, answering, onSpoken } = props;
  return (
    <>
      {isSpeaking && (
        <Suspense>
          <VoiceRecorder
            roomId={roomId}
            draftKey={draftKey}
            answering={answering}
            onSent={onSpoken}
            onDone={() => speak(false)}
          />
        </Suspense>
      )}
      {files.length > 0 && <ChosenFiles files={files} onChange={onChange} />}
    </>
  );
}
