import { Controller, Param, Post, UseGuards } from '@nestjs/common'
import { Throttle, ThrottlerGuard } from '@nestjs/throttler'

/** Codes can be guessed, so nobody gets many tries. */
@Controller('coupons')
@UseGuards(ThrottlerGuard)
export class CouponsController {
  @Post(':code')
  @Throttle({ default: { limit: 3, ttl: 60_000 } })
  redeem(@Param('code') code: string): { valid: boolean } {
    return { valid: code === 'SPRING' }
  }
}
