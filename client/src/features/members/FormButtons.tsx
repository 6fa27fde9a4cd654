import { useLocale } from '../../i18n';
import { Button } from '../../ui';

interface FormButtonsProps {
  label: string;
  isBusy: boolean;
  isDisabled: boolean;
  onCancel: () => void;
}

export function FormButtons({ label, isBusy, isDisabled, onCancel }: FormButtonsProps) {
  const { t } = useLocale();
  return (
    <div className="mt-5 flex justify-end gap-2">
      <Button onClick={onCancel}>{t('members.cancel')}</Button>
      <Button type="submit" look="danger" isBusy={isBusy} disabled={isDisabled}>
        {label}
      </Button>
    </div>
  );
}
