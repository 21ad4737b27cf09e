import type { firstRun as en } from '../en/first-run.ts';

export const firstRun: Record<keyof typeof en, string> = {
  'firstRun.title': 'Добро пожаловать в Reseller Console',
  'firstRun.subtitle':
    'Продавайте лицензии ispmanager 6: каталог, клиенты, их заказы и платежи — и каждая лицензия куплена ровно один раз.',
  'firstRun.live': 'Ваш аккаунт',
  'firstRun.live.text': 'Работайте со своим аккаунтом ispmanager. Проданные лицензии списываются с его баланса.',
  'firstRun.live.point1': 'Понадобятся эл. почта и пароль вашего партнёрского аккаунта на eu.ispmanager.com.',
  'firstRun.live.point2': 'Пароль хранится только в хранилище ключей этого компьютера.',
  'firstRun.live.point3': 'Ничего не покупается, пока заказ не оплачен.',
  'firstRun.live.action': 'Подключить аккаунт',
  'firstRun.sandbox': 'Песочница',
  'firstRun.sandbox.text':
    'Потренируйтесь с учебным вендором, который работает на этом компьютере. Ничего не покупается.',
  'firstRun.sandbox.point1': 'Готовый аккаунт с учебными деньгами уже ждёт вас.',
  'firstRun.sandbox.point2': 'Работает без сети; данные не покидают этот компьютер.',
  'firstRun.sandbox.point3': 'Здесь свои клиенты и заказы, а окно обведено янтарной рамкой.',
  'firstRun.sandbox.action': 'Попробовать песочницу',
  'firstRun.switchLater': 'Переключиться можно в любой момент — вверху меню.',
  'firstRun.sandboxSetup.offer': 'Подключите учебный аккаунт',
  'firstRun.sandboxSetup.offer.text':
    'В песочнице есть аккаунт с учебными деньгами. Одно нажатие добавит его в конфигурации провижининга.',
  'firstRun.sandboxSetup.action': 'Подключить учебный аккаунт',
  'firstRun.sandboxSetup.working': 'Подключаем учебный аккаунт…',
  'firstRun.sandboxSetup.failed': 'Учебный аккаунт ещё не подключён',
  'firstRun.sandboxSetup.memory': 'Хранить в памяти до закрытия',
  'firstRun.sandboxSetup.retry': 'Повторить',
  'problem.workspace.newer_database': 'Данные сохранены более новой версией',
  'problem.workspace.newer_database.text':
    'Данные на этом компьютере сохранены более новой версией Reseller Console. Эта версия могла бы прочитать их неверно, поэтому они оставлены без изменений.',
  'problem.workspace.newer_database.step1': 'Обновите Reseller Console до последней версии и запустите снова.',
  'problem.workspace.newer_database.step2':
    'Если вы вернулись к этой версии намеренно, обновитесь снова: данные сохранены.',
  'problem.workspace.damaged': 'Файл данных не читается',
  'problem.workspace.damaged.text':
    'Файл с вашими данными не прошёл проверку. Он оставлен как есть; ничего не куплено и не отправлено.',
  'problem.workspace.damaged.step1': 'Проверьте, что на диске есть место и он исправен, затем повторите попытку.',
  'problem.workspace.damaged.step2': 'Восстановите последнюю копию из папки backups рядом с файлом данных.',
  'problem.workspace.damaged.step3':
    'Не уверены? Сначала обратитесь в поддержку и сохраните файл: часто его можно восстановить.',
  'problem.workspace.busy': 'Эти данные использует другая программа',
  'problem.workspace.busy.text':
    'Изменять данные может только одна программа, чтобы ничего не купить дважды. Ничего не изменено.',
  'problem.workspace.busy.step1': 'Закройте вторую консоль или дождитесь завершения командной строки.',
  'problem.workspace.busy.step2': 'Затем повторите попытку.',
  'problem.steps': 'Что можно сделать',
  'problem.retry': 'Повторить',
  'problem.other.live': 'Открыть рабочую среду',
  'problem.other.sandbox': 'Открыть песочницу',
  'problem.detail': 'Подробности для поддержки',
  'problem.version': 'Версия {version}',
};
