import { expect, openPanel, packPage, panelFrame, putInPack, test } from './support/fixtures';

const BROKEN = {
  fairlead: 1,
  id: 'broken',
  version: 0,
  title: 'Broken',
  stages: [
    {
      id: 'a',
      title: 'A',
      match: ['A'],
      exit: [{ id: 'x', title: 'X', require: 'deal.closeDat < now', why: 'w', enforce: 'sometimes' }],
    },
  ],
  signals: [{ id: 's', title: 'S', when: 'deal.amount >', weight: 99, why: 'w' }],
};

test.describe('putting a pack in', () => {
  test('a malformed pack: every error at once with its path, and the pack before stays', async ({
    page,
    atomic,
    context,
    id,
  }) => {
    const admin = await putInPack(context, id, BROKEN);
    const errors = admin.locator('.errors li');
    for (const path of ['version', 'stages[0].exit[0].enforce', 'signals[0].weight'])
      await expect(errors.filter({ hasText: path })).toHaveCount(1);
    await expect(admin.getByRole('heading', { name: /^\d+ errors?:/ })).toContainText(
      'nothing was changed, the pack before stays',
    );
    await expect(admin.locator('.facts')).toContainText('meddpicc');

    const panel = await openPanel(page, atomic.dealUrl('1'));
    await expect(panel.locator('.row').first()).toBeVisible();
  });

  test('wrong expressions are reported together, with the text and what to write instead', async ({ context, id }) => {
    const admin = await putInPack(context, id, {
      ...BROKEN,
      version: 1,
      stages: [
        {
          id: 'a',
          title: 'A',
          match: ['A'],
          exit: [{ id: 'x', title: 'X', require: 'deal.closeDat < now', why: 'w' }],
        },
      ],
      signals: [{ id: 's', title: 'S', when: 'deal.amount >', weight: 0.5, why: 'w' }],
    });
    await expect(admin.locator('.errors li')).toHaveCount(2);
    await expect(admin.locator('.errors')).toContainText('closeDate');
    await expect(admin.locator('.errors')).toContainText('stages[0].exit[0].require');
    await expect(admin.locator('.errors')).toContainText('signals[0].when');
  });

  test('a file that is no JSON says so', async ({ context, id }) => {
    const admin = await packPage(context, id);
    await admin
      .getByLabel('Pack file')
      .setInputFiles({ name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from('{ "id": ') });
    await expect(admin.locator('.errors')).toContainText('This is not a JSON document');
  });

  test('a good pack switches every open panel at once, and the bundled one can be restored', async ({
    page,
    atomic,
    context,
    id,
  }) => {
    await openPanel(page, atomic.dealUrl('1'));
    const admin = await putInPack(context, id, {
      fairlead: 1,
      id: 'ours',
      version: 1,
      title: 'Our process',
      stages: [
        {
          id: 'sent',
          title: 'Sent',
          match: ['Proposal sent'],
          exit: [{ id: 'named', title: 'The deal has a name', require: '!blank(deal.name)', why: 'To be found.' }],
        },
      ],
    });
    await expect(admin.locator('#packs .good')).toContainText('Our process');
    const panel = await panelFrame(page);
    await expect(panel.locator('.row[data-verdict]')).toHaveText(/The deal has a name/);

    await admin.getByRole('button', { name: 'Restore the bundled pack' }).click();
    await expect(panel.locator('.row[data-verdict]').filter({ hasText: 'Two or more contacts known' })).toHaveCount(1);
  });

  test('the admin page has no accessibility fault', async ({ context, id, findFaults }) => {
    const admin = await putInPack(context, id, BROKEN);
    await admin.locator('.errors li').first().waitFor();
    expect(await findFaults(admin.mainFrame())).toEqual([]);
  });
});
