import { useLocale } from '../../i18n';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { ACTION_GROUPS, type AuditFilter, withoutKey } from './filter';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

/** What of the log is shown and downloaded. Whom and where it is about is chosen on an entry, and taken back here. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useLocale();
  const chips = (['actor', 'person', 'room'] as const).flatMap((key) => {
    const chosen = filter[key];
    return chosen ? [{ key, name: chosen.name }] : [];
  });
  return (
    <div className="mb-3">
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <div className="col-span-2">
          <SelectField
            label={t('audit.filter.action')}
            value={filter.action ?? 'all'}
            options={(['all', ...ACTION_GROUPS] as const).map((value) => ({
              value,
              label: t(`audit.filter.${value}`),
            }))}
            onChange={(action) =>
              onChange(action === 'all' ? withoutKey(filter, 'action') : { ...filter, action })
            }
          />
        </div>
        {(['from', 'until'] as const).map((key) => (
          <TextField
            key={key}
            type="date"
            className="min-w-0 [&_input]:px-2 [&_input]:text-13"
            label={t(`audit.filter.${key}`)}
            value={filter[key] ?? ''}
            onChange={({ target: { value } }) =>
              onChange(value === '' ? withoutKey(filter, key) : { ...filter, [key]: value })
            }
          />
        ))}
      </div>
      {chips.length > 0 && (
        <ul aria-label={t('audit.filter.only')} className="flex flex-wrap gap-2">
          {chips.map(({ key, name }) => (
            <li
              key={key}
              className="flex items-center rounded-full border border-line bg-surface-2 ps-3 text-13"
            >
              {key === 'room' ? name : t(`audit.filter.${key}`, { name })}
              <IconButton
                isSmall
                label={t('audit.filter.remove', { name })}
                onClick={() => onChange(withoutKey(filter, key))}
              >
                <CloseIcon className="size-3.5" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
