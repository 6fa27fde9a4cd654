import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { LinkIcon } from '../../ui';
import { CopyIcon } from '../../ui/CopyIcon';
import { linkTo } from './link-to';
import { useCopy } from './use-copy';

/** What can be done with a message, for toolbar and sheet. */
export function useMessageActions(message: Message) {
  const { t } = useLocale();
  const copy = useCopy();
  return [
    {
      label: t('message.copyText'),
      Icon: CopyIcon,
      /** Whether it is in the toolbar, where there is place for what is done often. */
      isOften: true,
      run: () => copy(message.text, 'message.textCopied'),
    },
    {
      label: t('message.copyLink'),
      Icon: LinkIcon,
      isOften: false,
      run: () => copy(linkTo(message), 'message.linkCopied'),
    },
  ];
}
