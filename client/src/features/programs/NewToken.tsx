import type { NewApiToken, TokenScope } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';

const LASTS = { month: 30, year: 365, ever: undefined } as const;
type Lasting = keyof typeof LASTS;

interface NewTokenProps {
  path: string;
  onMade: (token: NewApiToken) => void;
  onCancel: () => void;
}

/** What a token is for, what it opens, and for how long. */
export function NewToken({ path, onMade, onCancel }: NewTokenProps) {
  const { t } = useLocale();
  const { request } = useApi();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('write');
  const [lasting, setLasting] = useState<Lasting>('year');
  const [problem, setProblem] = useState<string>();

  async function make() {
    setProblem(undefined);
    const days = LASTS[lasting];
    try {
      const body = { name, scope, ...(days !== undefined && { days }) };
      onMade((await request<NewApiToken>({ method: 'POST', path, body })).body);
    } catch (failure) {
      setProblem(explain(failure));
    }
  }

  return (
    <form
      className="mt-2 space-y-2 rounded-lg border border-line bg-surface-0 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={t('programs.name')}
        autoComplete="off"
        autoFocus
        value={name}
        hint={t('programs.nameHint')}
        {...(problem !== undefined && { error: problem })}
        onChange={(event) => setName(event.target.value)}
      />
      <Segmented
        label={t('programs.scope')}
        value={scope}
        options={[
          { value: 'write', label: t('programs.writes') },
          { value: 'read', label: t('programs.reads') },
        ]}
        onChange={setScope}
      />
      <Segmented
        label={t('programs.lasts')}
        value={lasting}
        options={[
          { value: 'month', label: t('programs.month') },
          { value: 'year', label: t('programs.year') },
          { value: 'ever', label: t('programs.ever') },
        ]}
        onChange={setLasting}
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button look="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={name.trim() === ''}>
          {t('programs.make')}
        </Button>
      </div>
    </form>
  );
}
