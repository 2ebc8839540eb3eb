/** Sentences about paid calls, providers and money. */
export const messagesCallsEn = {
  'error.provider-rejected':
    '{{id}} refused the request: {{reason}}. Nothing was charged. Change {{fields}} and try again.',
  'error.provider-failed': '{{id}} could not make it: {{reason}}. {{charged}}',
  'error.provider-changed':
    '{{id}} answered with something this version does not know ({{found}}). The work is looked at slowly; nothing is sent twice.',
  'error.key-missing': 'No key for {{id}}. Enter one in Settings ▸ Providers.',
  'error.key-refused': 'The key for {{id}} no longer works. Enter a new one in Settings ▸ Providers; the work waits.',
  'error.credit-empty': 'The account at {{id}} is empty. Add credit there, then continue; the work waits.',
  'error.content-refused':
    '{{id}} refused the content: {{reason}}. {{charged}} Change the shot’s words and make it again.',
  'error.model-retired': '{{id}} is no longer offered. Choose another model: {{replacement}}. Nothing was charged.',
  'error.payment-uncertain':
    'It is not known whether {{id}} started this; it may have cost {{amount}}. Look at the provider, mark it as lost, or pay again.',
  'error.output-broken': '{{id}} sent a broken file. {{charged}}',
  'error.output-expired': 'The file at {{id}} has expired before it could be fetched. {{charged}}',
  'error.price-unknown': 'Nobody has named a price for {{id}}. Enter one in Settings ▸ Providers before it is used.',
  'error.price-changed': 'The price has changed from {{approved}} to {{now}}. Approve it again.',
  'error.price-unseen':
    '{{id}} costs money: about {{estimate}} for this start, and {{approved}} was agreed to. Say yes to the amount with {{flag}} {{usd}}. Nothing was bought.',
  'error.address-blocked': '{{id}} named an address that is not allowed ({{host}}). Nothing was fetched from it.',
  'error.clock-wrong': 'The certificate of {{id}} is not valid on this date. Check the date of this computer.',
  'charged.yes': 'It was charged: {{amount}}.',
  'charged.no': 'Nothing was charged.',
  'charged.unknown': 'It may have been charged: {{amount}}.',
};
