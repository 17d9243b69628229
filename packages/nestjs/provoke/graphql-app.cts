import {
  Catch,
  type CanActivate,
  type ExceptionFilter,
  Module,
  NotFoundException,
  ServiceUnavailableException,
  UseFilters,
  UseGuards,
} from '@nestjs/common'
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { NestFactory } from '@nestjs/core'
import { Args, GraphQLModule, Query, Resolver } from '@nestjs/graphql'
import { createSentryLogger } from '@sentry-presets/nestjs/logger'
import { SentryNoiseModule } from '@sentry-presets/nestjs/module'
import { SentryGlobalFilter } from '@sentry/nestjs/setup'
import { GraphQLError } from 'graphql'
import type { Run } from './child.cjs'

class OutOfTea extends Error {}

@Catch(OutOfTea)
class TeaFilter implements ExceptionFilter {
  catch(): string {
    return 'tea'
  }
}

class Nobody implements CanActivate {
  canActivate(): boolean {
    return false
  }
}

/** What each query makes the resolver throw. */
const FAILURES = {
  'bad input': () => new GraphQLError('no such size', { extensions: { code: 'BAD_USER_INPUT' } }),
  'no code': () => new GraphQLError('what is this'),
  'internal error': () => new GraphQLError('broken', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
  'carried bug': () => new GraphQLError('broken', { originalError: new TypeError('x is not a function') }),
  'status 404': () => new NotFoundException('no such order'),
  'status 503': () => new ServiceUnavailableException('no warehouse'),
  bug: () => new TypeError('y is not a function'),
}

@Resolver()
class OrdersResolver {
  @Query(() => String)
  fail(@Args('failure') failure: string): never {
    // The argument is one of the names, since only this file asks.
    throw FAILURES[failure as keyof typeof FAILURES]()
  }

  @Query(() => String)
  @UseFilters(TeaFilter)
  tea(): never {
    throw new OutOfTea()
  }

  @Query(() => String)
  @UseGuards(Nobody)
  secret(): string {
    return ''
  }
}

const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
  driver: ApolloDriver,
  autoSchemaFile: true,
  includeStacktraceInErrorResponses: false,
})

@Module({ imports: [graphql, SentryNoiseModule], providers: [OrdersResolver] })
class OursModule {}

@Module({ imports: [graphql], providers: [OrdersResolver] })
class PlainModule {}

export interface GraphqlInput {
  readonly filter: 'module' | 'sdk' | 'none'
}

export const run: Run<GraphqlInput> = async ({ Sentry, input, probe }) => {
  const logger = createSentryLogger({ sdk: Sentry })
  const app = await NestFactory.create(input.filter === 'module' ? OursModule : PlainModule, { logger })
  if (input.filter === 'sdk') app.useGlobalFilters(new SentryGlobalFilter())
  await app.listen(0, '127.0.0.1')
  const origin = await app.getUrl()

  async function ask(query: string): Promise<string> {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return response.text()
  }

  for (const failure of Object.keys(FAILURES))
    await probe(failure, () => ask(`{ fail(failure: "${failure}") }`))
  await probe('tea', () => ask('{ tea }'))
  await probe('guarded', () => ask('{ secret }'))
  await probe('unknown field', () => ask('{ nothing }'))
  await app.close()
}
