import type { MuteBody, RemoveMemberBody } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { MuteForm } from './MuteForm';
import { RemoveForm } from './RemoveForm';

/** What is done to somebody after it was asked how. */
export type OrderStep = 'mute' | 'remove' | 'ban';

interface OrderDialogProps {
  step: OrderStep;
  name: string;
  onMute: (body: MuteBody) => Promise<void>;
  onRemove: (body: RemoveMemberBody) => Promise<void>;
  onCancel: () => void;
}

/** Asks for how long and why somebody is muted, removed or banned. */
export function OrderDialog({ step, name, onMute, onRemove, onCancel }: OrderDialogProps) {
  const { t } = useLocale();
  return (
    <Dialog title={t(`members.${step}.title`, { name })} onClose={onCancel}>
      {step === 'mute' ? (
        <MuteForm onCancel={onCancel} onMute={onMute} />
      ) : (
        <RemoveForm isBan={step === 'ban'} onCancel={onCancel} onRemove={onRemove} />
      )}
    </Dialog>
  );
}
