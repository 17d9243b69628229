import { Controller, Param, Post, UseGuards } from '@nestjs/common'
import { ThrottlerGuard } from '@nestjs/throttler'

/** Codes can be guessed, so nobody gets many tries. */
@Controller('coupons')
@UseGuards(ThrottlerGuard)
export class CouponsController {
  @Post(':code')
  redeem(@Param('code') code: string): { valid: boolean } {
    return { valid: code === 'SPRING' }
  }
}
