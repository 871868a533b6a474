// Runs every document that Relay compiled, and prints what Relay's store made of the answers.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { commitMutation, fetchQuery, requestSubscription } from 'relay-runtime';
import { waitForFragmentData as read } from 'relay-runtime/experimental';

import cardQuery, { type OffersCardQuery } from './__generated__/OffersCardQuery.graphql';
import historyQuery, { type OffersHistoryQuery } from './__generated__/OffersHistoryQuery.graphql';
import pageQuery, { type OffersPageQuery } from './__generated__/OffersPageQuery.graphql';
import offersQuery, { type OffersQuery } from './__generated__/OffersQuery.graphql';
import cardFragment, { type Offers_card$key } from './__generated__/Offers_card.graphql';
import historyFragment, { type Offers_history$key } from './__generated__/Offers_history.graphql';
import offersFragment, { type Offers_list$key } from './__generated__/Offers_list.graphql';
import addMutation, { type PublishersAddMutation } from './__generated__/PublishersAddMutation.graphql';
import backQuery, { type PublishersBackQuery } from './__generated__/PublishersBackQuery.graphql';
import publishersQuery, { type PublishersQuery } from './__generated__/PublishersQuery.graphql';
import watch, { type PublishersWatchSubscription } from './__generated__/PublishersWatchSubscription.graphql';
import publishersFragment, { type Publishers_list$key } from './__generated__/Publishers_list.graphql';
import { asked, environment } from './environment';

const say = (what: string, told: unknown) => console.log(`${what}: ${JSON.stringify(told)}`);

const card = (of: Offers_card$key) => read<Offers_card$key>(environment, cardFragment, of);

async function offers() {
  const search = 'cisco';
  const page = await fetchQuery<OffersQuery>(environment, offersQuery, { search }).toPromise();
  const list = async () => (await read<Offers_list$key>(environment, offersFragment, page!)).offers;
  const titles = async () => Promise.all((await list()).edges.map(async ({ node }) => (await card(node)).title));
  say('offers', await titles());

  const { edges, pageInfo, totalCount } = await list();
  const next = { search, count: 1, cursor: pageInfo.endCursor };
  await fetchQuery<OffersPageQuery>(environment, pageQuery, next).toPromise();
  say(`of ${totalCount}, with the next`, await titles());

  const [{ node: { id } }] = edges;
  const again = await fetchQuery<OffersCardQuery>(environment, cardQuery, { id }).toPromise();
  const { marketplaceId, contacts } = await card(again!.node!);
  say('a card', [marketplaceId, contacts.map(({ verification }) => verification)]);
  const past = await fetchQuery<OffersHistoryQuery>(environment, historyQuery, { id }).toPromise();
  const { changes } = await read<Offers_history$key>(environment, historyFragment, past!.node!);
  say('its history', changes.edges.map(({ node: { deed, kind, thing } }) => [deed, kind, thing?.__typename]));
}

async function publishers() {
  const page = await fetchQuery<PublishersQuery>(environment, publishersQuery, {}).toPromise();
  const list = async () => (await read<Publishers_list$key>(environment, publishersFragment, page!)).publishers;
  const names = async () => (await list()).edges.map(({ node }) => node.name);
  say('publishers', await names());

  const { __id, pageInfo } = await list();
  const back = { count: 1, cursor: pageInfo.startCursor };
  await fetchQuery<PublishersBackQuery>(environment, backQuery, back).toPromise();
  say('with the one before', await names());

  const add = (name: string) =>
    new Promise<PublishersAddMutation['response']>((resolve, reject) => {
      const variables = { input: { publisherId: 'contoso', name }, connections: [__id] };
      const config = { mutation: addMutation, variables, onError: reject };
      commitMutation<PublishersAddMutation>(environment, { ...config, onCompleted: (done) => resolve(done) });
    });
  say('added', (await add('Contoso')).addPublisher);
  say('added twice', (await add('Contoso')).addPublisher);
  say('with the one that was added', await names());

  const [{ cursor: after }] = page!.changes.nodes;
  const told = await new Promise<PublishersWatchSubscription['response']>((resolve, reject) => {
    const onNext = (news: PublishersWatchSubscription['response'] | null | undefined) => resolve(news!);
    const config = { subscription: watch, variables: { after }, onNext, onError: reject };
    requestSubscription<PublishersWatchSubscription>(environment, config);
  });
  const { deed, thing } = told.directoryChanged;
  say('told', [deed, thing?.name]);
}

async function run() {
  await offers();
  await publishers();
  const documents = Object.keys(JSON.parse(readFileSync(join(__dirname, 'persisted.json'), 'utf8')));
  say('documents', documents.length);
  say('never asked for', documents.filter((id) => !asked.has(id)));
  process.exit();
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
