/** Every error code of preload/api/errors.ts: what happened, what it means, the next step. A test compares the lists. */
export const errors = {
  'error.input.invalid': 'Some fields need your attention. Nothing was saved.',
  'error.input.too_large': 'This is more text than one save can hold. Shorten it and save again.',
  'error.call.unknown': 'This window asked for something the console does not know. Restart the console.',
  'error.call.foreign_sender': 'The request did not come from a window of the console and was refused.',
  'error.call.forbidden': 'Your role does not allow this. Ask an owner of this workspace.',
  'error.call.too_many': 'The console is still busy with earlier requests. Try again in a moment.',
  'error.internal':
    'Something went wrong in the console. Nothing was changed. The details are in the log under the id below.',
  'error.core.stopped': 'The console’s engine stopped and is starting again. Check the last act before you repeat it.',
  'error.not_found': 'This record does not exist any more.',
  'error.workspace.none': 'Choose an environment first: connect your account or try the sandbox.',
  'error.workspace.newer_database':
    'This data was saved by a newer version of the console. It was left as it is. Update the console to open it.',
  'error.workspace.damaged':
    'The data file cannot be read. It was left as it is. Restore a backup from the backups folder, or ask support before you delete anything.',
  'error.workspace.busy':
    'Another program is using this data folder. Close the other console or command line and start again.',
  'error.practice.sandbox_only':
    'This is the live environment: its vendor is the real one. Switch to the sandbox to set up the practice vendor.',
  'error.vault.unavailable':
    'This computer has no keychain service, so the password cannot be kept safely. Start one (for example GNOME Keyring or KWallet), or keep the password in memory for this run only.',
  'error.vault.locked': 'The keychain is locked. Unlock it and try again.',
  'error.vault.missing_secret':
    'The password of this connection is not in the keychain of this computer. Enter it again in Settings > Provision configurations.',
  'error.connection.in_use':
    'Products or contracts use this configuration, so it cannot be deleted. Disable it instead.',
  'error.connection.disabled': 'This provision configuration is disabled. Enable it, or choose another one.',
  'error.connection.address_refused': 'This API address is not allowed here.',
  'error.connection.credentials_stopped':
    'The vendor refused these credentials, so the console stopped calling with them. Change the username or password, then test the connection.',
  'error.vendor.bad_password': 'The vendor refused the username or password. Check both; nothing was bought.',
  'error.vendor.two_factor':
    '2FA is enabled for this ispmanager account, so the connection fails. Disable 2FA for the account, or use a different account for the integration.',
  'error.vendor.ip_denied':
    'The vendor denies access from this computer’s IP address. Add the address in the ispmanager account under “Access to control panel”.',
  'error.vendor.captcha':
    'The vendor asks for a captcha. Sign in once in a browser with this account, then test again.',
  'error.vendor.no_right': 'This vendor account has no right to do that. Ask the vendor, or use another account.',
  'error.vendor.unreachable':
    'The vendor’s server cannot be reached. Nothing was sent. Check the network and the API address.',
  'error.vendor.tls':
    'The vendor’s certificate is not trusted, so nothing was sent. Check the API address and the clock of this computer.',
  'error.vendor.timeout':
    'The vendor did not answer in time. It may have acted all the same: the console checks before anything is repeated.',
  'error.vendor.not_vendor_page':
    'A web page came back instead of the vendor’s answer: a sign-in page, a network login or maintenance. Open the address in a browser to see which.',
  'error.vendor.redirected':
    'The vendor’s address sent the console elsewhere; it did not follow. Check the API address.',
  'error.vendor.broken_answer':
    'The vendor’s answer was cut off or not readable. It may have acted all the same: the console checks before anything is repeated.',
  'error.vendor.server_error':
    'The vendor’s server reported a fault. It may have acted all the same: the console checks before anything is repeated.',
  'error.vendor.refused': 'The vendor refused: {message}',
  'error.catalogue.no_category': 'Create a product category first: products are shown in one.',
  'error.catalogue.category_cycle': 'A category cannot be placed under itself or one of its subcategories.',
  'error.catalogue.category_not_empty': 'This category still has products or subcategories. Move them first.',
  'error.catalogue.category_deleted':
    'The category of this product was deleted. Take that deletion back first, or create the product anew.',
  'error.catalogue.product_in_use':
    'Contracts were made of this product, so it stays what it is and cannot be deleted. Turn off “Is active?” instead: contracts go on.',
  'error.catalogue.product_in_bundle': 'A bundle holds this product. Take it out of the bundle first.',
  'error.catalogue.too_many_images': 'A product has at most {maximum} images. Remove one first.',
  'error.asset.too_large': '“{name}” is larger than {limit} MB. Choose a smaller image.',
  'error.asset.not_image': '“{name}” is not an image. Choose a PNG, JPEG, GIF, WebP or SVG file.',
  'error.asset.unsafe_svg':
    '“{name}” is not an SVG that can be cleaned safely: it is damaged or declares entities. Export it again as plain SVG.',
  'error.rates.unreachable':
    'The European Central Bank’s rates cannot be reached. The rates at hand stay in use; you can enter one by hand.',
  'error.rates.broken_answer':
    'What came from the European Central Bank was not its list of rates. Nothing was taken over; the rates at hand stay in use.',
  'error.order.product_unavailable':
    'This product cannot be ordered now. Open it in the store catalogue to see what is missing.',
  'error.order.price_changed':
    'The price changed while you were ordering. Look at the new total and confirm again. Nothing was ordered.',
  'error.order.no_price': 'This product has no price for that term and currency.',
  'error.order.not_in_currency':
    'This product is not sold in {currency}: it has no price in it, and its multi-currency option is “Omit product”. Add a price, or let prices be converted.',
  'error.order.no_rate':
    'This product’s prices are converted, and no exchange rate to {currency} is known. Read the bank’s rates, or enter one by hand.',
  'error.billing.invoice_settled': 'Nothing of this invoice is open any more. Nothing was recorded.',
  'error.billing.over_payment':
    'The amount is more than the {due} that is due. Nothing was recorded. Add what is left to the client’s account balance.',
  'error.billing.invoice_open':
    'This invoice is still open. Cancel it or write it off first; then what was paid of it can be given back.',
  'error.billing.over_credit':
    'Only less than the {due} that is due is a part of it. To credit all of it, cancel the invoice or write it off. Nothing was recorded.',
  'error.billing.over_refund': 'No more than {left} can be given back this way. Nothing was recorded.',
  'error.billing.balance_too_low': 'The account balance has only {balance}. Nothing was recorded.',
  'error.order.cancelled': 'This order is cancelled already. Nothing was changed.',
  'error.order.ending': 'This order ends with its term already. You can still cancel it with immediate effects.',
  'error.order.nothing_to_refund':
    'Nothing was paid for days to come, so there is nothing to refund. Choose no refund.',
  'error.order.method_unavailable': 'This way to pay cannot be used yet. Choose another one. Nothing was recorded.',
  'error.order.method_disabled': 'This way to pay is switched off. Choose another one. Nothing was ordered.',
  'error.order.no_method': 'No way to pay is switched on. Switch one on in the brand’s settings. Nothing was ordered.',
  'error.order.last_method': 'One way to pay must stay switched on.',
  'error.order.request_pending': 'A request to cancel this order waits already. Decide it first.',
  'error.order.request_decided': 'This request was decided meanwhile. Nothing was changed.',
  'error.promo.in_use': 'Orders were placed with this code, so it is kept. Turn off “Is active?” instead.',
  'error.promo.unknown': 'There is no such discount code. Check the spelling.',
  'error.promo.inactive': 'This discount code is switched off.',
  'error.promo.not_started': 'This discount code is valid from {date} on.',
  'error.promo.ended': 'This discount code was valid until {date}.',
  'error.promo.used_up': 'This discount code was used as often as it can be: {maximum}.',
  'error.promo.client_used_up': 'This client used the discount code as often as one client can: {maximum}.',
  'error.promo.currency': 'This discount code has no amount in {currency}.',
  'error.promo.no_product': 'This discount code is for other products than those in the basket.',
  'error.promo.product_missing': 'This discount code needs “{name}” in the basket.',
  'error.promo.quantity_small': 'This discount code needs at least {minimum} discounted licenses in the order.',
  'error.promo.quantity_big': 'This discount code is for at most {maximum} discounted licenses in the order.',
  'error.promo.nothing_to_discount': 'The discount code would take nothing off this basket.',
  'error.change.open': 'Another change of this product is not finished. Wait for it, or cancel it first.',
  'error.change.trial':
    'This product is in its trial. It can be changed when the trial has ended; staff can end it now.',
  'error.change.in_bundle':
    'It is a part of a bundle, and its price is a part of the bundle’s. It cannot be changed by itself.',
  'error.change.not_active': 'Only an active product can be changed.',
  'error.change.no_period':
    'No period of this product is paid for today, so there is nothing to settle the change with.',
  'error.change.period_unpaid': 'An invoice of this product is not paid yet, or only in part. Settle it first.',
  'error.change.other_account':
    'That product is sold over another provision configuration. A license cannot move between accounts.',
  'error.change.needs_choices': 'That product has mandatory options. Order it anew, so that they can be chosen.',
  'error.change.renewal_paid':
    'The next period was paid at the old price after this change was worked out. Give the money back and ask for the change again: it then counts that period too.',
  'error.change.expired':
    'The period that the sums were made for is over. Give the money back, and make the change anew.',
  'error.change.credit_short':
    'Not all that is left over could be given back: less was paid for these days, or it was given back before.',
  'error.change.renewal_kept': 'The next invoice was paid in part, so it stays at the old price.',
  'error.change.wrong_state': 'This change is not in a state that allows this. Nothing was changed.',
  'error.trial.wrong_state': 'This trial has ended, or its end is under way. Nothing was changed.',
  'error.license.already_exists': 'This contract product has a license already. A second one is not bought.',
  'error.license.operation_open': 'Another operation on this license is not finished. Wait for its outcome.',
  'error.license.no_license': 'There is no license yet.',
  'error.license.wrong_state': 'The license is not in a state that allows this.',
  'error.license.not_paid': 'The order is not paid yet, so the license is not bought.',
  'error.license.capability_missing': 'This vendor account cannot do that. The license is unchanged at the vendor.',
  'error.license.confirmation_mismatch': 'The text does not match the license key. Nothing was terminated.',
  'error.license.trial':
    'A trial license can be neither bought for a term, renewed nor moved to another tariff: the vendor refuses it. Terminate it and create a license of a paid tariff.',
  'error.license.no_addons': 'The tariff of this license has no addons.',
  'error.license.nothing_to_change': 'Nothing differs from what the license has already, so nothing was sent.',
  'error.license.other_client':
    'This identifier belongs to another client; this product belongs to {client}. Nothing was sent. Open the other client’s product, or clear the field.',
  'error.license.other_license':
    'This is not the key of the license shown here. Nothing was sent. Compare the key with the client’s request, or clear the field.',
  'error.license.ended_contract': 'The contract has ended, so the license can only be suspended, read or terminated.',
  'error.license.awaits_details':
    'Details of this license are still to be given or confirmed. Do that on its Manage tab; it is bought after that.',
  'error.license.taken':
    'This license belongs to another product of the console already. Search for its number under Product & services.',
  'error.license.several_match':
    'Several licenses have this address: {ids}. Enter the number or the key of one of them.',
  'error.operation.price_changed':
    'The vendor’s price changed since this was asked for, so it was not sent. Compare the prices, then confirm the new one or abandon the operation.',
  'error.operation.waits_for_hub':
    'This waits for the team hub: of all desks only one may send it. Nothing was sent. It goes out by itself when the hub is reached again.',
  'error.operation.other_desk':
    'Another desk of the team did something with the same license, so this was not sent. Look at the license, then send it all the same or abandon it.',
  'error.operation.mismatch':
    'The vendor charged for a license that differs from the order. Nothing is ordered again. Compare it in the vendor’s account and have it corrected there; the console goes on reading it.',
  'error.operation.wrong_state': 'The operation moved on meanwhile. Look at its state now.',
  'error.reconciliation.no_fix': 'This cannot be corrected in that way. Look at the finding for what can be done.',
  'error.reconciliation.resolved': 'This finding is resolved already. Nothing was done.',
  'error.reconciliation.not_so':
    'It is not so any more: the vendor and the console agree in this now. The finding is closed, and nothing was done.',
  'error.reconciliation.differs_now':
    'The values changed since you looked. Nothing was done; compare the new ones and decide again.',
  'error.reconciliation.other_account':
    'This is of another vendor account. Choose a product that is sold over the same account.',
  'error.reconciliation.other_tariff':
    'This product sells another tariff than the license has. Choose a product of the same tariff, or create one in the store catalogue.',
  'error.document.not_printed':
    'The document could not be printed. Nothing was saved. Try again; if it happens again, restart the console.',
  'error.document.timed_out':
    'The document took too long to print and was given up. Nothing was saved. Try again when the computer has less to do.',
  'error.document.dialog_open': 'A document is being printed already. Finish in its dialog first.',
  'error.document.command_line':
    'The command line cannot print: it has no windows. Open the invoice in the application and press Save as PDF.',
  'error.document.number_pending':
    'This document has no number yet: it follows from the team hub. Save or print it when the number is there.',
  'error.file.not_saved': 'The file could not be saved there. Choose another place, or free some space.',
  'error.file.not_opened': 'The file could not be read. See that it is still there and not locked by another program.',
  'error.transfer.busy': 'Another import is under way. Wait for its end, or cancel it.',
  'error.transfer.wrong_state': 'The import moved on meanwhile. Look at its state now.',
  'error.transfer.incomplete': 'The file did not arrive whole: it was changed while it was read. Choose it again.',
  'error.transfer.too_large': 'The file is too large. Split it: at most 256 MB and a million rows.',
  'error.transfer.too_many_columns': 'The file has more than 300 columns. Take out those that are not needed.',
  'error.transfer.no_rows': 'There are no rows in it. Choose a file with a line of headers and at least one row.',
  'error.transfer.not_read': 'The file is not there any more. Choose it again.',
  'error.bulk.too_many':
    'That is more than one run or list may have: at most {most}. Narrow it down, or do it in parts.',
  'error.view.not_yours': 'This view belongs to somebody else, who alone can change it. Save yours under another name.',
  'error.bulk.preview_changed':
    'Meanwhile the selection or a price changed, so nothing was started. Look at the preview again: it is now about {rows} licenses.',
  'error.bulk.confirmation_mismatch': 'The number typed is not the number of licenses. Nothing was terminated.',
  'error.bulk.wrong_state': 'The run moved on meanwhile. Look at its state now.',
  'error.client.licenses_live':
    '{count, plural, one {# license of this client still runs} other {# licenses of this client still run}} at the vendor and {count, plural, one {costs} other {cost}} money. Terminate {count, plural, one {it} other {them}} first, or say that you know. Nothing was deleted.',
  'error.client.deleted': 'This client was deleted. Nothing can be changed or placed for it.',
  'error.automation.other_desk':
    'The desk “{desk}” of the team runs the automation of these books. Run it there; this desk takes over when that one has been away for three hours.',
  'error.login.failed': 'The email or the password is wrong. Check both, or ask your provider to set a new password.',
  'error.login.wait':
    'Too many attempts failed. Try again in {seconds, plural, one {# second} other {# seconds}}; until then nothing is checked.',
  'error.contract.wrong_state': 'That is not possible while the contract product is {status}.',
  'error.contract.in_bundle':
    'It is a part of a bundle that goes on. Use “Cancel this product” on its page: the price of the bundle is confirmed or changed there.',
  'error.contract.open_invoices': 'Renewals of this contract product are unpaid. Pay, cancel or write them off first.',
  'error.sync.joined': 'This desk has joined a workspace already. Leave it first.',
  'error.sync.not_joined': 'This desk has joined no workspace.',
  'error.sync.no_server': 'This installation has no PostgreSQL of its own. Create the workspace on a server instead.',
  'error.sync.decided': 'This was decided already, here or at another desk. Nothing was changed.',
  'error.sync.queue_changed':
    'The queue has changed meanwhile, so nothing was decided. Look again: {rows, plural, one {# can be decided} other {# can be decided}} now.',
  'error.sync.not_editable':
    'These values hang together and are decided as a whole. Keep one version, then change the record.',
  'error.sync.offline':
    'The hub was not reached. Nothing was changed there. Check host, port and network, then try again.',
  'error.sync.epoch': 'The hub was restored from a backup. Wait for the next contact, then try again.',
  'error.sync.gap': 'This desk’s data was copied or restored. Wait for the next contact, then try again.',
  'error.sync.revoked': 'The hub does not let this desk in any more: it was revoked. Join again with a new code.',
  'error.sync.snapshot_needed': 'This desk has to fetch a new copy first. Wait until it is here, then try again.',
  'error.sync.desk_too_old': 'The workspace needs a newer version of the console. Update it, then try again.',
  'error.sync.hub_too_old':
    'The server is older than PostgreSQL 15, or its hub was set up by an older version. Ask its administrator to update it.',
  'error.sync.hub_too_new': 'The hub was set up by a newer version of the console. Update this one, then try again.',
  'error.sync.credential':
    'The hub refused the sign-in. An invitation’s code works once and for a limited time: ask for a new one. For a new workspace, check user, password and database.',
  'error.sync.tls':
    'The server could not prove who it is, or offers no encryption. Check the host’s name and the CA certificate. Nothing was sent.',
  'error.sync.vault': 'The keychain does not give the credential. Unlock it, then try again.',
  'error.sync.server': 'The hub on this computer did not start. The log says why. Try again, or use a server.',
  'error.sync.not_allowed':
    'The server does not allow this to that login. Only desks that may administrate can invite and revoke; setting a hub up needs an administrator of the server.',
  'error.conflict.changed_meanwhile':
    'This record was changed by someone else meanwhile. Your text is kept; look at the new values and save again.',
  'field.required': 'Fill in this field.',
  'field.invalid': 'This value is not valid.',
  'field.unknown_field': 'This field is not known.',
  'field.too_long': 'Too long: at most {maximum} characters.',
  'field.too_short': 'Too short: at least {minimum} characters.',
  'field.too_small': 'Too small.',
  'field.too_big': 'Too large.',
  'field.below_minimum': 'At least {minimum}.',
  'field.above_maximum': 'At most {maximum}.',
  'field.not_email': 'Enter an e-mail address, such as name@example.com.',
  'field.not_ip': 'Enter an IPv4 or IPv6 address, such as 203.0.113.10.',
  'field.not_url': 'Enter a web address that begins with https://.',
  'field.https_required': 'Use an https:// address. Plain http is allowed for this computer (localhost) only.',
  'field.not_package': 'Enter a tariff number, such as 55227, or its name, such as ispmanager 6 lite.',
  'field.not_money': 'Enter an amount with at most {digits} decimal places.',
  'field.not_date': 'Enter a date.',
  'field.duplicate': 'This exists already.',
  'field.not_found': 'This record does not exist any more. Choose another one.',
  'field.in_future': 'The date cannot be in the future.',
  'field.in_past': 'The date must be after today.',
  'field.still_paid': 'It is paid until {date}: choose that day or a later one, or give the money back first.',
  'field.not_listed': 'Choose one of those that are listed.',
  'field.needs_fill': 'Choose the colour that this text stands on first.',
  'field.low_contrast': 'This text is hard to read on its colour. The contrast must be at least {minimum}:1.',
  'field.not_slug': 'Use small Latin letters, digits and hyphens between them.',
  'field.too_few': 'Too few: at least {minimum}.',
  'field.itself': 'A product cannot be chosen for itself.',
  'field.not_single': 'Only single products can be in a bundle.',
  'field.only_recurring': 'Only recurring products can have this.',
  'field.wrong_term': 'This term does not fit the purchase type.',
  'field.no_multiple': 'No multiple of this lies between {minimum} and {maximum}.',
  'field.quantity_one': 'This product is ordered one at a time.',
  'field.quantity_small': 'At least {minimum} must be ordered.',
  'field.quantity_big': 'At most {maximum} can be ordered at once. Place a second order for more.',
  'field.quantity_multiple': 'Only multiples of {multiple} can be ordered.',
  'field.not_offered': 'This is not offered for the chosen term and currency. Choose another one.',
  'field.not_ip_in_list': '“{address}” is no IPv4 or IPv6 address. Correct it, or take it out.',
  'field.too_many_addresses': 'More addresses than licenses: at most {maximum}.',
  'field.too_few_addresses': 'Each license needs its address: {minimum} of them.',
  'field.same_client': 'This is the client that is being merged. Choose another one.',
  'field.email_taken':
    'There is an account with this email. Log in instead; if you have no password, ask your provider to set one.',
  'field.wrong_password': 'This is not your current password.',
  'field.wrong_name': 'This is not the name of the desk. Nothing was done.',
  'field.wrong_code': 'This is not the code for this act, or it is too old. Nothing was done.',
  'field.currency_not_of_brand': 'The brand does not sell in this currency. Add it in the brand settings first.',
  'field.trial_forced': 'This product begins with its trial.',
  'field.trial_used': 'This client had a trial of this product already.',
  'field.trial_bulk':
    'A trial is of one license, and this product is not sold one at a time. Order it without the trial.',
  'field.trial_forced_bulk':
    'This product begins with its trial, which is of one license, but is not sold one at a time. In the catalogue, switch the forced trial off or let one license be ordered.',
  'field.duplicate_address': '“{address}” stands here twice. Each license needs an address of its own.',
} as const;
