import { LIMITS, RULE_ACTS, RULE_KINDS, type RuleAct, type RuleBody, type RuleKind } from '@chatket/contract';
import { useState, type KeyboardEvent } from 'react';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Segmented } from '../../ui/Segmented';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';

/** The strongest first, as it is meant most. */
const ACTS = [...RULE_ACTS].reverse();

/** A rule to be. It stands inside the form of the settings, so Enter is taken here. */
export function NewRule({ onAdd }: { onAdd: (rule: RuleBody) => Promise<void> }) {
  const { t } = useLocale();
  const [kind, setKind] = useState<RuleKind>('word');
  const [pattern, setPattern] = useState('');
  const [act, setAct] = useState<RuleAct>('block');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function add() {
    const isEmpty = pattern.trim() === '';
    if (isEmpty) return setError(t(kind === 'word' ? 'rules.badWord' : 'rules.badLink'));
    setIsBusy(true);
    setError(undefined);
    try {
      await onAdd({ kind, pattern: pattern.trim(), act });
      setPattern('');
    } catch (problem) {
      const isNamed = problem instanceof ApiError && problem.fields.some(({ field }) => field === 'pattern');
      setError(isNamed ? t(kind === 'word' ? 'rules.badWord' : 'rules.badLink') : explain(problem));
    }
    setIsBusy(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void add();
  }

  return (
    <div className="space-y-3 rounded-lg border border-line p-3">
      <Segmented
        label={t('rules.kind')}
        value={kind}
        options={RULE_KINDS.map((value) => ({ value, label: t(`rules.kind.${value}`) }))}
        onChange={(chosen) => {
          setKind(chosen);
          setError(undefined);
        }}
      />
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          label={t(kind === 'word' ? 'rules.word' : 'rules.link')}
          hint={t(kind === 'word' ? 'rules.wordHint' : 'rules.linkHint')}
          error={error}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={LIMITS.rulePatternMax}
          value={pattern}
          onChange={({ target }) => setPattern(target.value)}
          onKeyDown={onKeyDown}
        />
        <SelectField
          label={t('rules.act')}
          value={act}
          options={ACTS.map((value) => ({ value, label: t(`rules.act.${value}`) }))}
          onChange={(chosen) => setAct(chosen)}
        />
      </div>
      <Button isBusy={isBusy} onClick={() => void add()}>
        {t('rules.add')}
      </Button>
    </div>
  );
}
