/** Words of the license actions: what each does, asks for and warns of. */
export const licenseActions = {
  'action.create': 'Create License',
  'action.reissue': 'Reissue License',
  'action.usage': 'Get Usage Data',
  'action.syncQuantities': 'Sync Tracked Product Quantities',
  'action.changePackage': 'Upgrade/Downgrade License',
  'action.suspend': 'Suspend License',
  'action.unsuspend': 'Unsuspend License',
  'action.terminate': 'Terminate License',
  'action.renew': 'Renew License',
  'action.edit': 'Change IP or name',
  'action.autoRenew': 'Auto-renewal',
  'action.addons': 'Addons',
  'action.takeOver': 'Take over a license',
  'action.group.get': 'New license',
  'action.group.read': 'Read',
  'action.group.term': 'Tariff and term',
  'action.group.server': 'Key and server',
  'action.group.state': 'State',
  'action.customer': 'Customer identifier',
  'action.customer.text': 'Of {client}: the id, or the address of the client’s page. Another client’s is refused.',
  'action.key.text': 'Of this license; another key is refused.',
  'action.term.differs': 'The contract with the client keeps its term: {term}.',
  'action.confirm.for': '{action} for {sum}',
  'action.confirm.untold': '{action} (price not told)',
  'action.cost': 'Vendor’s price',
  'action.cost.untold': 'price not told by the vendor',
  'action.cost.lastKnown': '{sum}, as it was read last',
  'action.balance': 'Balance',
  'action.balance.untold': 'not told by the vendor',
  'action.changePackage.listPrice': 'List price',
  'action.usage.none': 'Nothing was read yet.',
  'action.takeOver.none': 'The license that is found is shown here.',
  'action.balance.unread': 'not known now',
  'action.readAgain': 'Read again',
  'action.slow': 'The vendor takes long to answer',
  'action.slow.text':
    'You can wait, or ask for it without the answer: it is queued, not done, and sent when the vendor answers.',
  'action.unreachable': 'The vendor cannot be reached.',
  'action.queuedForNetwork': 'This is queued, not done, and sent when the network returns.',
  'action.unread': 'The vendor cannot be read now.',
  'action.queuedForWay': 'This is queued, not done, and sent when the vendor can be read again.',
  'action.create.title': 'Buy this license?',
  'action.create.text':
    'The license is ordered from the vendor now. The vendor charges your account at once and does not take the order back.',
  'action.create.buy': 'Buy',
  'action.create.buyFor': 'Buy for {sum}',
  'action.create.buyUntold': 'Buy (price not told)',
  'action.create.ip': 'Optional. The server that the license is for; IPv4 or IPv6.',
  'action.renew.title': 'Renew this license?',
  'action.renew.text':
    'The vendor adds the term to the license and charges your account each time. The next due date of the contract stays as it is.',
  'action.reissue.title': 'Reissue the key of this license?',
  'action.reissue.text':
    'The vendor makes a new key, and the old one ends: the panel on the client’s server has to update its license. The old key stays in the history. A key can mostly be changed once a month.',
  'action.changePackage.title': 'Change the tariff of this license?',
  'action.changePackage.text':
    'The license moves to another tariff at the vendor, which may charge your account at once. The product and its price change here when the vendor has done it, and not before.',
  'action.changePackage.cost': 'not told before: what is paid already counts too',
  'action.changePackage.none':
    'The vendor names no tariff that this license can move to. It may refuse one that is typed.',
  'action.changePackage.notOffered': 'The vendor does not offer this tariff for this license. Choose one of the list.',
  'action.changePackage.price': 'Client’s price for a term',
  'action.changePackage.price.text':
    'Now {price}. The new one holds from the next term on, and the rest of this period is settled by it. Empty: the catalogue’s price, else the present one.',
  'action.suspend.title': 'Suspend this license?',
  'action.suspend.text':
    'The panel stops working on the client’s server until you unsuspend the license. Invoicing goes on.',
  'action.unsuspend.title': 'Unsuspend this license?',
  'action.unsuspend.text': 'The panel works on the client’s server again.',
  'action.terminate.title': 'Terminate this license?',
  'action.terminate.text':
    'The vendor deletes the license. This is irreversible and without refund: the key stops working for good, and a new license must be bought.',
  'action.edit.title': 'Change IP or name?',
  'action.edit.text':
    'Both are sent to the vendor; what you leave stays as it is. The IP can mostly be changed once a month.',
  'action.edit.name': 'How the license is called in the vendor’s account.',
  'action.autoRenew.title': 'Change the auto-renewal?',
  'action.autoRenew.text':
    'With auto-renewal the vendor renews the license by itself when it ends, and charges your account then. Without it, it is renewed only when you ask for it.',
  'action.autoRenew.confirm': 'Change auto-renewal',
  'action.autoRenew.untold': 'The vendor did not tell how it is now.',
  'action.addons.title': 'Change the addons?',
  'action.addons.text':
    'The vendor may charge your account for more of an addon at once. Do not count on money back for less.',
  'action.addons.cost': 'not told before: what is paid already counts too',
  'action.addons.confirm': 'Change addons',
  'action.addons.now': 'Now {quantity}.',
  'action.addons.nowEach': 'Now {quantity}. {sum} each by the price list.',
  'action.usage.confirm': 'Get Usage Data',
  'action.usage.text': 'Reads what the vendor has of this license. Changes nothing there.',
  'action.usage.result': 'Usage data',
  'action.usage.name': 'Name of the tariff',
  'action.usage.webdomains': 'Web domains',
  'action.usage.untold': 'not told',
  'action.usage.copyAll': 'Copy all',
  'action.syncQuantities.confirm': 'Sync Tracked Product Quantities',
  'action.syncQuantities.text':
    'Reads how many web domains the vendor counts on this license. That number becomes the tracked quantity of this product.',
  'action.syncQuantities.changed': 'The tracked quantity changed',
  'action.syncQuantities.same': 'The tracked quantity is the same',
  'action.syncQuantities.untold': 'The vendor does not tell the number of web domains. Nothing was changed.',
  'action.takeOver.confirm': 'Take over',
  'action.takeOver.text':
    'Makes a license that the account “{account}” has already the license of this product. Nothing is bought.',
  'action.takeOver.license': 'Vendor id, license key or IP address',
  'action.takeOver.license.text': 'What you know of the license. It must belong to no other product.',
  'action.takeOver.done': 'The license is this product’s now',
  'action.warning.key_changed_this_month':
    'The key was changed less than a month ago, so the vendor will most likely refuse. Wait until the month is over, or ask the vendor’s support.',
  'action.warning.ip_changed_this_month':
    'The IP was changed less than a month ago, so the vendor will most likely refuse another one. Wait until the month is over, or ask the vendor’s support.',
  'action.warning.ip_has_license':
    'A license of this account is on this IP already. Two on one server are paid for twice: check the address, or take over that license.',
  'action.warning.vendor_refuses_ip':
    'The vendor’s own check refuses this IP. Check the address, or leave it empty and set it later.',
  'action.warning.balance_too_low':
    'The balance is lower than the price, so the vendor will most likely refuse. Top up the account first.',
  'action.warning.balance_unknown':
    'The vendor does not tell the balance. Check in the vendor’s account that it is enough.',
  'action.warning.price_unknown':
    'The vendor does not tell what it will charge. Look it up in the vendor’s account if it matters.',
  'action.warning.not_confirmed_by_vendor':
    'This account was not seen doing this yet. The console reads the license afterwards and says “done” only when the vendor shows it.',
  'action.warning.suspended_renews_from_today':
    'The license is suspended. The new term counts from its end or from today, whichever is later; unsuspend it afterwards where it stays suspended.',
} as const;
